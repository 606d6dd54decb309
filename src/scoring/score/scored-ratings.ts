import type { ItemId } from "../../instrument/item.ts";
import type { KeyedItem } from "../../instrument/key.ts";

/**
 * A rating in the direction in which the item measures: 7 - rating for items of negative sign.
 * @example
 * scoredRating(2, { item: "1038/2", sign: -1 }); // => 5
 */
export function scoredRating(rating: number, { sign }: KeyedItem): number {
  return sign === 1 ? rating : 7 - rating;
}

/** The scored ratings of those keyed items that have a rating. */
export function scoredRatings(keyed: readonly KeyedItem[], ratings: ReadonlyMap<ItemId, number>): number[] {
  return keyed.flatMap((item) => {
    const rating = ratings.get(item.item);
    return rating === undefined ? [] : [scoredRating(rating, item)];
  });
}
