import { VALUES } from "../../instrument/dimensions.ts";
import type { ItemId } from "../../instrument/item.ts";
import type { WeighingKey } from "../../instrument/key.ts";
import { recordOf } from "../../lib/record-of.ts";
import { residualsOn } from "../statistics/straight-line.ts";

/**
 * The items that say most of the ten values together: those with the largest sum of squared loadings, after what a
 * straight line on people's mean ratings of all items explains is taken off; of equal ones the first. No answer of
 * a model has a part in it. In item order.
 * Agrees with numpy (test/golden/short-form.py).
 * @throws {RangeError} the key has fewer items
 */
export function informativeItems({ loadings }: Pick<WeighingKey, "loadings">, size: number): ItemId[] {
  const items = [...loadings.keys()];
  if (items.length < size) throw new RangeError(`informativeItems requires a key of ${size} items or more`);
  const known = [...loadings.values()];
  const human = known.map((one) => one.human);
  const left = recordOf(VALUES, (value) =>
    residualsOn(
      human,
      known.map((one) => one.loadings[value]),
    ),
  );
  const information = items.map((_, index) =>
    VALUES.reduce((sum, value) => sum + (left[value][index] ?? Number.NaN) ** 2, 0),
  );
  const best = items
    .map((_, index) => index)
    .toSorted((one, other) => (information[other] ?? 0) - (information[one] ?? 0) || one - other)
    .slice(0, size);
  const chosen = new Set(best);
  return items.filter((_, index) => chosen.has(index));
}
