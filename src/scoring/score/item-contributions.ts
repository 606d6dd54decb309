import { mean } from "simple-statistics";
import { DIMENSIONS, type Dimension, familyOf } from "../../instrument/dimensions.ts";
import type { ItemId } from "../../instrument/item.ts";
import { familyItems, type Key } from "../../instrument/key.ts";
import { scoredRating } from "./scored-ratings.ts";

/** What one item does to a score. */
export type ItemContribution = {
  readonly item: ItemId;
  /** The model's rating, 1 to 6, as given. */
  readonly rating: number;
  /** Whether the item counts as 7 - rating. */
  readonly reversed: boolean;
  /** (scored rating - baseline) / items, in rating points: those of a dimension sum to its score. */
  readonly contribution: number;
};

/** All rated items of a dimension, from the one that raises its score most to the one that lowers it most. */
export type DimensionItems = {
  readonly dimension: Dimension;
  readonly items: readonly ItemContribution[];
};

/** Which answers a score is made of: its exact decomposition into items. Dimensions without a rated item have none. */
export function itemContributions(ratings: ReadonlyMap<ItemId, number>, key: Key): readonly DimensionItems[] {
  return DIMENSIONS.map((dimension) => {
    const baseline = meanRating(familyItems(key, familyOf(dimension)), ratings);
    const rated = key.items[dimension].flatMap((keyed) => {
      const rating = ratings.get(keyed.item);
      return rating === undefined ? [] : [{ keyed, rating }];
    });
    const items = rated.map(
      ({ keyed, rating }): ItemContribution => ({
        item: keyed.item,
        rating,
        reversed: keyed.sign === -1,
        contribution: (scoredRating(rating, keyed) - baseline) / rated.length,
      }),
    );
    // Equal ones keep the order of the key.
    return { dimension, items: items.sort((one, other) => other.contribution - one.contribution) };
  });
}

/**
 * The difference of two respondents' scores item by item, from the item that raises it most to the one that lowers
 * it most; the contributions sum to the difference of the scores. Ratings are differences too, -5 to 5.
 * @throws {RangeError} the contributions are not of the same items
 */
export function contributionDifferences(
  one: readonly ItemContribution[],
  other: readonly ItemContribution[],
): readonly ItemContribution[] {
  const subtracted = new Map(other.map((contribution) => [contribution.item, contribution]));
  if (one.length !== other.length || one.some(({ item }) => !subtracted.has(item)))
    throw new RangeError("contributionDifferences requires contributions of the same items");
  return one
    .map((own) => ({
      ...own,
      rating: own.rating - (subtracted.get(own.item)?.rating ?? Number.NaN),
      contribution: own.contribution - (subtracted.get(own.item)?.contribution ?? Number.NaN),
    }))
    .sort((a, b) => b.contribution - a.contribution);
}

/** NaN without a rated item; then there is no contribution either. */
function meanRating(items: readonly ItemId[], ratings: ReadonlyMap<ItemId, number>): number {
  const rated = items.flatMap((item) => ratings.get(item) ?? []);
  return rated.length === 0 ? Number.NaN : mean(rated);
}
