import { DIMENSIONS, type Dimension } from "../../instrument/dimensions.ts";
import { dimensionsByItem, type Key } from "../../instrument/key.ts";
import type { Survey } from "../../instrument/survey.ts";
import type { Random } from "../../lib/random.ts";
import type { Interval } from "../statistics/interval.ts";
import { percentileInterval } from "../statistics/percentile-interval.ts";
import { drawCounts, everyRater, pooledRatings } from "./pooled-ratings.ts";
import { planScores, weightedScores } from "./weighted-scores.ts";

/** What every report of a human reference says beside it. */
export const HUMAN_REFERENCE_NOTE =
  "The human reference is how people rated the same items, scored as a model is scored. It is not their PVQ-21 " +
  "or BFI-10 score: questionnaire scores and these are on different scales and cannot be compared.";

/** How the raters, pooled, score on one dimension under one key. */
export type HumanScore = {
  readonly dimension: Dimension;
  /** In rating points, about 0, as a model's centred score. */
  readonly centred: number;
  readonly interval: Interval;
};

/** How many replicates to draw, how wide an interval to give, and from which source of numbers. */
export type BootstrapSettings = {
  readonly resamples?: number;
  /** Share of the replicates inside the interval. */
  readonly level?: number;
  readonly random: Random;
};

/**
 * How people score on the items that models are scored on: each item's rating is the mean over its raters, and
 * the formula is that of `scoreRun`. The interval is the percentile bootstrap over raters, drawn with replacement
 * within each of the 12 survey groups, because a group's raters all answered the same items and no others. Items
 * and key are taken as given, although the key was made from the same raters. One participant sat in two groups
 * and is drawn in each on its own. Dimensions without a keyed item have no row. See HUMAN_REFERENCE_NOTE for what
 * this is not. Agrees with numpy on score and standard error (test/golden/human.py). 10,000 resamples take about
 * a second.
 */
export function humanReference(
  survey: Survey,
  key: Key,
  { resamples = 10_000, level = 0.95, random }: BootstrapSettings,
): readonly HumanScore[] {
  const items = [...dimensionsByItem(key).keys()];
  const plan = planScores(key, items);
  const pooled = pooledRatings(survey, items);
  const weights = new Float64Array(items.length).fill(1);
  const scores = weightedScores(plan, pooled(everyRater), weights);
  const replicates = Array.from({ length: resamples }, () =>
    weightedScores(
      plan,
      pooled((raters) => drawCounts(raters, random)),
      weights,
    ),
  );
  return DIMENSIONS.flatMap((dimension, column): HumanScore[] => {
    const centred = scores[column] ?? Number.NaN;
    const interval = percentileInterval(
      replicates.map((replicate) => replicate[column] ?? Number.NaN),
      level,
    );
    return interval === undefined ? [] : [{ dimension, centred, interval }];
  });
}
