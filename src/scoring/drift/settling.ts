import type { Dimension } from "../../instrument/dimensions.ts";
import type { Key } from "../../instrument/key.ts";
import type { PairedComparison } from "../compare/comparison.ts";
import type { Settling } from "./gate.ts";

/**
 * What would settle the dimensions that are not shown to be equivalent. A half-width shrinks with the root of the number
 * of items; the interval must fit between difference and margin.
 */
export function settlingOf(
  comparison: PairedComparison,
  dimensions: readonly Dimension[],
  key: Key,
): Settling[] {
  return dimensions.flatMap((dimension): Settling[] => {
    const row = comparison.dimensions[dimension];
    if (row.kind !== "compared" || row.equivalent) return [];
    const { lower, upper } = row.equivalenceInterval;
    const room = comparison.margin - Math.abs(row.difference);
    const halfWidth = (upper - lower) / 2;
    return [
      {
        dimension,
        smallestMargin: Math.max(Math.abs(lower), Math.abs(upper)),
        items: room > 0 ? Math.ceil(row.items * (halfWidth / room) ** 2) : undefined,
        available: key.items[dimension].length,
      },
    ];
  });
}
