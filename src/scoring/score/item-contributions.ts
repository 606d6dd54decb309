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

/** NaN without a rated item; then there is no contribution either. */
function meanRating(items: readonly ItemId[], ratings: ReadonlyMap<ItemId, number>): number {
  const rated = items.flatMap((item) => ratings.get(item) ?? []);
  return rated.length === 0 ? Number.NaN : mean(rated);
}
