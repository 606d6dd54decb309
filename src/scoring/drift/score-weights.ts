import { type Dimension, familyOf } from "../../instrument/dimensions.ts";
import type { ItemId } from "../../instrument/item.ts";
import { familyItems, type Key } from "../../instrument/key.ts";

/** What each of some items weighs in a figure that is linear in their ratings, in the items' order. */
export type ItemWeights = Float64Array;

/**
 * A score is linear in the ratings of the rated items: its change is the sum of their changes, each times this weight.
 * @param items the rated ones; the weights are in this order
 * @returns undefined when none of the dimension's items is rated, or no other of its family: the score is 0 whatever the
 * ratings
 * @example
 * scoreWeights(key, "Power", ["1008/1", …]); // => 1/64 less 1/317 for an item of Power, else less 1/317 or 0
 */
export function scoreWeights(
  key: Key,
  dimension: Dimension,
  items: readonly ItemId[],
): ItemWeights | undefined {
  const placeOf = new Map(items.map((item, place) => [item, place]));
  const keyed = key.items[dimension].filter(({ item }) => placeOf.has(item));
  const family = familyItems(key, familyOf(dimension)).filter((item) => placeOf.has(item));
  if (keyed.length === 0 || keyed.length === family.length) return undefined;
  const weights = new Float64Array(items.length);
  const add = (item: ItemId, weight: number) => {
    const place = placeOf.get(item) ?? 0; // filtered above
    weights[place] = (weights[place] ?? 0) + weight;
  };
  for (const { item, sign } of keyed) add(item, sign / keyed.length);
  for (const item of family) add(item, -1 / family.length);
  return weights;
}

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
