import { boundsText } from "../lib/number-text.ts";
import type { Differences } from "../scoring/experiments/differences.ts";
import { reasonText } from "../scoring/uncertainty/interval.ts";
import type { Cell, Column } from "./table.ts";

/** The columns of a tested difference of conditions. */
export const DIFFERENCE_COLUMNS: readonly Column[] = [
  { header: "Change", digits: 2, signed: true },
  { header: "95% interval" },
  { header: "adj. p", digits: 3 },
  { header: "Verdict" },
];

/** Its cells, or why there is none. */
export function differenceCells(row: Differences[number]): Cell[] {
  if (row.kind === "undefined") return [undefined, undefined, undefined, reasonText(row.reason)];
  const { interval, adjustedP, verdict } = row.test;
  return [row.difference, boundsText(interval), adjustedP, verdict];
}
