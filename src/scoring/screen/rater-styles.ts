import { mean, standardDeviation } from "simple-statistics";
import type { ItemId } from "../../instrument/item.ts";
import { RATINGS } from "../../instrument/scale.ts";
import type { RaterGroup, Survey } from "../../instrument/survey.ts";

/** How one human rater used the scale. */
export type RaterStyle = {
  /** Mean rating minus what the item's raters gave on average, in rating points. */
  readonly level: number;
  /** Population standard deviation of the ratings. */
  readonly sd: number;
  /** How often each point of the scale was chosen, from 1 to 6. */
  readonly counts: readonly number[];
};

/**
 * How each rater of the survey used the scale: the yardstick for a model's. A rater of two groups counts twice,
 * once for each set of 40 or 80 items.
 */
export function raterStyles(survey: Survey): RaterStyle[] {
  return survey.groups.flatMap(({ raters, ratings }) => {
    const items = [...ratings.values()].map((row) => ({ row, level: mean([...row]) }));
    return raters.map((_, column) => {
      const own = items.map(({ row }) => row[column] ?? Number.NaN); // every rater of a group rated all its items
      return {
        level: mean(items.map(({ level }, index) => (own[index] ?? Number.NaN) - level)),
        sd: standardDeviation(own),
        counts: RATINGS.map((point) => own.filter((rating) => rating === point).length),
      };
    });
  });
}

/** The raters' mean rating of each item, 1 to 6. */
export function raterMeans(survey: Survey): ReadonlyMap<ItemId, number> {
  const meansOf = ({ ratings }: RaterGroup) =>
    [...ratings].map(([item, row]) => [item, mean([...row])] as const);
  return new Map(survey.groups.flatMap(meansOf));
}
