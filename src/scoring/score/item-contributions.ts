import { mean } from "simple-statistics";
import { DIMENSIONS, type Dimension, familyOf } from "../../instrument/dimensions.ts";
import type { ItemId } from "../../instrument/item.ts";
import { familyItems, type Key, type TaggingKey, type WeighingKey } from "../../instrument/key.ts";
import type { ItemValues } from "./item-ratings.ts";
import { ownRatings, weighItems } from "./item-weights.ts";
import { scoredRating } from "./scored-ratings.ts";

/** What one item does to a score. */
export type ItemContribution = {
  readonly item: ItemId;
  /** The model's rating, 1 to 6, as given. */
  readonly rating: number;
  /** Whether the item counts as 7 - rating, or with a negative weight. */
  readonly reversed: boolean;
  /**
   * (scored rating - baseline) / items, or weight times what people's means do not explain of the rating; in rating
   * points: those of a dimension sum to its score.
   */
  readonly contribution: number;
};

/** All rated items of a dimension, from the one that raises its score most to the one that lowers it most. */
export type DimensionItems = {
  readonly dimension: Dimension;
  readonly items: readonly ItemContribution[];
  /**
   * The mean rating of all items keyed to the family, which is taken from each rating: the mean of the dimension's scored
   * ratings minus this is the score. Undefined under a key that weighs items, which subtracts none.
   */
  readonly familyMean: number | undefined;
};

/** Which answers a score is made of: its exact decomposition into items. Dimensions without a rated item have none. */
export function itemContributions(ratings: ReadonlyMap<ItemId, number>, key: Key): readonly DimensionItems[] {
  const contributions = key.kind === "weighing" ? weighedItems(ratings, key) : taggedItems(ratings, key);
  // Equal ones keep the order of the key.
  return contributions.map(({ items, ...rest }) => ({
    ...rest,
    items: items.toSorted((one, other) => other.contribution - one.contribution),
  }));
}

function weighedItems(ratings: ItemValues, key: WeighingKey): readonly DimensionItems[] {
  const weighing = weighItems(key, ratings);
  const own = ownRatings(weighing, ratings);
  return DIMENSIONS.map((dimension) => ({
    dimension,
    familyMean: undefined,
    items:
      weighing.weights?.[dimension].map((weight, index): ItemContribution => {
        const item = weighing.items[index] ?? "";
        return {
          item,
          rating: ratings.get(item) ?? Number.NaN,
          reversed: weight < 0,
          contribution: weight * (own[index] ?? Number.NaN),
        };
      }) ?? [],
  }));
}

function taggedItems(ratings: ItemValues, key: TaggingKey): readonly DimensionItems[] {
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
    return { dimension, familyMean: rated.length === 0 ? undefined : baseline, items };
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
