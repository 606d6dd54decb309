import { mean, sampleCorrelation } from "simple-statistics";
import { VALUES } from "../../instrument/dimensions.ts";
import type { Key } from "../../instrument/key.ts";
import type { Run } from "../../runs/answer.ts";
import { scoreRatings } from "../score/score-run.ts";
import { cronbachAlpha } from "../statistics/cronbach-alpha.ts";
import { variantRatings } from "../uncertainty/resample-variants.ts";

export type PromptAgreement = {
  /** Mean correlation between the profiles of two prompts; undefined when all of them but one are flat. */
  readonly correlation?: number | undefined;
  /** Reliability over prompts of the mean profile: Cronbach's alpha, prompts as items and values as cases. */
  readonly reliability: number;
  readonly prompts: number;
  /** Values that have a score under every prompt. */
  readonly values: number;
  /** Prompts under which all values have the same score. */
  readonly flat: number;
};

/**
 * How far a run's prompts give the same value profile: the mean pairwise Pearson correlation of the centred
 * profiles, and the reliability of the mean profile, which is what the run reports. Low means that the profile
 * is a property of the prompt rather than of the model: other wordings of the question would give other values.
 * High says nothing about other queries, which all prompts share. Undefined with fewer than two prompts, fewer
 * than three values, or a mean profile without spread.
 * Alpha rather than Spearman-Brown of the mean correlation, because the run averages profiles as they are: a
 * prompt with a wide profile weighs more in that average than a flat one.
 */
export function promptAgreement(run: Run, key: Key): PromptAgreement | undefined {
  const profiles = variantRatings(run).map(
    (ratings) => new Map(scoreRatings(ratings, key).map(({ dimension, centred }) => [dimension, centred])),
  );
  const values = VALUES.filter((value) => profiles.every((profile) => profile.has(value)));
  if (profiles.length < 2 || values.length < 3) return undefined;
  const scores = profiles.map((profile) => values.map((value) => profile.get(value) ?? Number.NaN));
  const reliability = cronbachAlpha(
    values.map((_, value) => scores.map((profile) => profile[value] ?? Number.NaN)),
  );
  if (reliability === undefined) return undefined;
  const uneven = scores.filter((profile) => new Set(profile).size > 1);
  const correlations = uneven.flatMap((one, index) =>
    uneven.slice(index + 1).map((other) => sampleCorrelation(one, other)),
  );
  return {
    correlation: correlations.length === 0 ? undefined : mean(correlations),
    reliability,
    prompts: scores.length,
    values: values.length,
    flat: scores.length - uneven.length,
  };
}
