import { mean } from "simple-statistics";
import { type Dimension, familyOf } from "../dimensions.ts";
import type { ItemId } from "../item.ts";
import type { Key } from "../key.ts";
import { familyItems } from "./family-items.ts";
import { scoredRating } from "./scored-ratings.ts";

/** What one keyed item has to do with a score. */
export type ItemContribution = {
  readonly item: ItemId;
  /** Its rating, 1 to 6, as it was given; or a difference of two, -5 to 5. */
  readonly rating: number;
  /** What it adds to the centred score, in rating points. */
  readonly adds: number;
};

/**
 * A centred score item by item: (scored rating - mean rating of the family's items) / number of keyed items. The
 * sum over the keyed items that have a rating is the score of `scoreRun`. In item order.
 * @param ratings 1 to 6
 */
export function itemContributions(
  ratings: ReadonlyMap<ItemId, number>,
  key: Key,
  dimension: Dimension,
): readonly ItemContribution[] {
  const keyed = key.items[dimension].filter(({ item }) => ratings.has(item));
  if (keyed.length === 0) return [];
  const baseline = mean(familyItems(key, familyOf(dimension)).flatMap((item) => ratings.get(item) ?? []));
  return keyed.map((keyedItem) => {
    const rating = ratings.get(keyedItem.item) ?? Number.NaN; // filtered above
    return {
      item: keyedItem.item,
      rating,
      adds: (scoredRating(rating, keyedItem) - baseline) / keyed.length,
    };
  });
}

/**
 * The difference of two respondents' scores item by item; the sum is the difference of the scores.
 * @param one of the same items in the same order as `other`
 */
export function contributionDifferences(
  one: readonly ItemContribution[],
  other: readonly ItemContribution[],
): readonly ItemContribution[] {
  if (one.length !== other.length)
    throw new RangeError("contributionDifferences requires contributions of the same items");
  return one.map(({ item, rating, adds }, index) => ({
    item,
    rating: rating - (other[index]?.rating ?? Number.NaN),
    adds: adds - (other[index]?.adds ?? Number.NaN),
  }));
}
