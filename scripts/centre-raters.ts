import { mean } from "simple-statistics";
import type { ItemId } from "../src/instrument/item.ts";
import type { RaterGroup } from "../src/instrument/survey.ts";

/**
 * The ratings of a group, each minus the mean of all ratings that its rater gave: what is left of a rating when
 * the rater's habit of agreeing is taken out (ipsatised ratings, about 0). Differences are those of double
 * arithmetic, unrounded.
 */
export function centreRaters({ raters, ratings }: RaterGroup): ReadonlyMap<ItemId, readonly number[]> {
  const columns = [...ratings.values()];
  const levels = raters.map((_, column) => mean(columns.map((row) => row[column] ?? Number.NaN)));
  return new Map(
    [...ratings].map(([item, row]) => [
      item,
      row.map((rating, column) => rating - (levels[column] ?? Number.NaN)),
    ]),
  );
}
