import { mean } from "simple-statistics";
import { DIMENSIONS, type Dimension } from "../../instrument/dimensions.ts";
import type { Profile, Score } from "./profile.ts";

/**
 * The average of several models' scores, dimension by dimension, over the models that have the dimension
 * (upstream lm_evaluation/misc/gpt_score_averaging).
 */
export function meanScores(
  profiles: readonly Profile[],
): Readonly<Partial<Record<Dimension, Pick<Score, "centred" | "mean" | "sd" | "n">>>> {
  return Object.fromEntries(
    DIMENSIONS.flatMap((dimension) => {
      const scores = profiles.flatMap((profile) => profile.scores[dimension] ?? []);
      if (scores.length === 0) return [];
      const over = (pick: (score: Score) => number) => mean(scores.map(pick));
      const overDefined = (pick: (score: Score) => number | undefined) =>
        scores.some((score) => pick(score) === undefined)
          ? undefined
          : over((score) => pick(score) ?? Number.NaN);
      return [
        [
          dimension,
          {
            centred: over((score) => score.centred),
            mean: overDefined((score) => score.mean),
            sd: overDefined((score) => score.sd),
            n: over((score) => score.n),
          },
        ],
      ];
    }),
  );
}
