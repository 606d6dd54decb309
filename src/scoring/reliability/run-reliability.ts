import { mean, sampleVariance } from "simple-statistics";
import { DIMENSIONS, VALUES } from "../../instrument/dimensions.ts";
import type { ReducedRun } from "../score/reduced-run.ts";
import { profileOf } from "../score/score-run.ts";
import { contrastComponents } from "./contrast-components.ts";
import { contrastDesign } from "./contrast-design.ts";
import { expectedSe } from "./d-study.ts";
import { ratingTable } from "./rating-table.ts";
import type { ExpectedSe, RunReliability } from "./reliability.ts";
import { varianceComponents } from "./variance-components.ts";

/**
 * How dependable the scores of one run are: the variance components of its ratings, each score's standard error
 * by the D study at the run's own design, and the dependability of the value profile.
 */
export function runReliability({ run, key, ratings }: ReducedRun): RunReliability {
  const table = ratingTable(run.responses);
  const rated = new Set(ratings.keys());
  const scores = DIMENSIONS.flatMap((dimension) => {
    const components = contrastComponents(table, key, dimension);
    const design = contrastDesign(key, dimension, rated);
    if (components === undefined || design === undefined) return [];
    return [{ dimension, se: expectedSe(components, design, table.variants.length) }];
  });
  const { scores: centred } = profileOf(run, key, ratings);
  const values = VALUES.flatMap((value) => {
    const se = scores.find(({ dimension }) => dimension === value)?.se;
    const score = centred[value]?.centred;
    return se === undefined || score === undefined ? [] : [{ score, se }];
  });
  const over = (errors: keyof ExpectedSe) =>
    profileDependability(
      values.map(({ score }) => score),
      values.map(({ se }) => se[errors]),
    );
  return {
    components: varianceComponents(table),
    scores,
    dependability: { samePrompts: over("samePrompts"), newPrompts: over("newPrompts") },
  };
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
