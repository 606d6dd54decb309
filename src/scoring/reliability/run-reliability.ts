import { mean, sampleVariance } from "simple-statistics";
import { DIMENSIONS, type Dimension, VALUES } from "../../instrument/dimensions.ts";
import type { ReducedRun } from "../score/reduced-run.ts";
import { scoreRatings } from "../score/score-run.ts";
import { contrastComponents } from "./contrast-components.ts";
import { contrastDesign } from "./contrast-design.ts";
import { expectedSe } from "./d-study.ts";
import { type RatingTable, ratingTable, scoredTable } from "./rating-table.ts";
import type { ExpectedSe, RunReliability } from "./reliability.ts";
import { varianceComponents } from "./variance-components.ts";

/**
 * How dependable the scores of one run are: the variance components of its ratings, each score's standard error
 * by the D study at the run's own design, and the dependability of the value profile.
 */
export function runReliability(reduced: ReducedRun): RunReliability {
  const table = ratingTable(reduced.run.responses);
  const scores = expectedErrors(reduced, table, DIMENSIONS);
  return {
    components: varianceComponents(table),
    scores,
    dependability: dependabilityOf(reduced, scores),
  };
}

/** The dependability of a run's value profile alone, as `runReliability` has it, in half of the time. */
export function valueDependability(reduced: ReducedRun): RunReliability["dependability"] {
  return dependabilityOf(reduced, expectedErrors(reduced, ratingTable(reduced.run.responses), VALUES));
}

/** Each score's standard error by the D study at the run's own design; only of dimensions that have one. */
function expectedErrors(
  { key, ratings }: ReducedRun,
  table: RatingTable,
  dimensions: readonly Dimension[],
): RunReliability["scores"] {
  const rated = new Set(ratings.keys());
  const scored = scoredTable(table, key);
  return dimensions.flatMap((dimension) => {
    const components = contrastComponents(scored, key, dimension);
    const design = contrastDesign(key, dimension, rated);
    if (components === undefined || design === undefined) return [];
    return [{ dimension, se: expectedSe(components, design, table.variants.length) }];
  });
}

/**
 * Over new prompts never above that under the same ones: their errors hold those of the same prompts and more, and
 * only a negative estimate of a component can make them smaller.
 */
function dependabilityOf(
  { key, ratings }: ReducedRun,
  errors: RunReliability["scores"],
): RunReliability["dependability"] {
  const scores = new Map(scoreRatings(ratings, key).map(({ dimension, centred }) => [dimension, centred]));
  const values = VALUES.flatMap((value) => {
    const se = errors.find(({ dimension }) => dimension === value)?.se;
    const score = scores.get(value);
    return se === undefined || score === undefined ? [] : [{ score, se }];
  });
  const over = (prompts: keyof ExpectedSe) =>
    profileDependability(
      values.map(({ score }) => score),
      values.map(({ se }) => se[prompts]),
    );
  const [samePrompts, newPrompts] = [over("samePrompts"), over("newPrompts")];
  if (samePrompts === undefined || newPrompts === undefined) return { samePrompts, newPrompts };
  return { samePrompts, newPrompts: Math.min(samePrompts, newPrompts) };
}

/**
 * The share of the variance between a profile's scores that is not error: 1 - mean squared standard error /
 * sample variance of the scores. 0 or less when the scores differ no more than errors make them differ.
 * The object of measurement are the dimensions of one respondent, so it is the dependability (phi) of the shape
 * of the profile. Errors are taken as uncorrelated. Undefined for fewer than two scores, for equal ones, or
 * where an error is unknown.
 * @example
 * profileDependability([-1, 0, 1], [0.5, 0.5, 0.5]); // => 0.75
 */
export function profileDependability(
  scores: readonly number[],
  standardErrors: readonly (number | undefined)[],
): number | undefined {
  const known = standardErrors.flatMap((error) => error ?? []);
  if (scores.length < 2 || known.length < scores.length) return undefined;
  const variance = sampleVariance([...scores]);
  return variance === 0 ? undefined : 1 - mean(known.map((error) => error ** 2)) / variance;
}
