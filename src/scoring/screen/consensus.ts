import { mean, sampleCorrelation } from "simple-statistics";
import type { ItemId } from "../../instrument/item.ts";
import type { Run } from "../../runs/answer.ts";
import { variantRatings } from "../uncertainty/resample-variants.ts";

/**
 * How far a respondent tells liked answers from disliked ones as people do: the Pearson correlation of its ratings
 * under one prompt with the raters' mean ratings of the same items, mean over prompts. One prompt at a time, so that a
 * run of six is held to the limit of a run of one. Undefined when no prompt has so many items, or all its ratings
 * are the same.
 * Agrees with numpy (test/golden/screen.py).
 * @param items that a prompt needs to count
 */
export function consensus(
  run: Run,
  raterMeans: ReadonlyMap<ItemId, number>,
  items: number,
): number | undefined {
  const correlations = variantRatings(run).flatMap((ratings) => {
    const pairs = [...ratings].flatMap(([item, rating]) => {
      const people = raterMeans.get(item);
      return people === undefined ? [] : [{ rating, people }];
    });
    const own = pairs.map(({ rating }) => rating);
    if (pairs.length < items || new Set(own).size < 2) return [];
    return sampleCorrelation(
      own,
      pairs.map(({ people }) => people),
    );
  });
  return correlations.length === 0 ? undefined : mean(correlations);
}
