import type { Dimension } from "../../instrument/dimensions.ts";
import type { ItemId } from "../../instrument/item.ts";
import type { Key } from "../../instrument/key.ts";
import { itemWeights } from "../score/item-weights.ts";

/** What each of some items weighs in a figure that is linear in their ratings, in the items' order. */
export type ItemWeights = Float64Array;

/**
 * A score is linear in the ratings of the rated items: its change is the sum of their changes, each times this weight.
 * @param items the rated ones; the weights are in this order
 * @returns undefined when there is no score on these items, or one that is 0 whatever the ratings, as of a dimension
 * whose items are all there is of its family
 */
export function scoreWeights(
  key: Key,
  dimension: Dimension,
  items: readonly ItemId[],
): ItemWeights | undefined {
  const weights = itemWeights(key, dimension, new Set(items));
  const inOrder = Float64Array.from(items, (item) => weights.get(item) ?? 0);
  return inOrder.some((weight) => Math.abs(weight) > ROUNDING) ? inOrder : undefined;
}

/** Weights that are smaller are 0 but for rounding. */
const ROUNDING = 1e-12;

/**
 * The weights of the slope of ratings on the human raters' means of the items: how far a respondent separates popular
 * from unpopular answers.
 * @param means the human mean of each item, in the items' order; items without one have no weight
 * @returns undefined when the means do not differ
 */
export function slopeWeights(means: readonly (number | undefined)[]): ItemWeights | undefined {
  const known = means.flatMap((value) => value ?? []);
  const centre = known.reduce((sum, value) => sum + value, 0) / known.length;
  const squares = known.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  if (!(squares > 0)) return undefined;
  return Float64Array.from(means, (value) => (value === undefined ? 0 : (value - centre) / squares));
}

/** The weights of a mean over all items. */
export function meanWeights(items: readonly ItemId[]): ItemWeights {
  return new Float64Array(items.length).fill(1 / items.length);
}
