import type { Dimension } from "../../instrument/dimensions.ts";
import type { Key } from "../../instrument/key.ts";
import type { Run } from "../../runs/answer.ts";
import { pairRuns } from "../compare/pair-runs.ts";
import { MIN_ITEMS } from "../screen/screen-thresholds.ts";
import type { Interval } from "../statistics/interval.ts";
import { symmetricEigenvalues } from "../statistics/symmetric-eigenvalues.ts";
import { weightedChiSquareTail } from "../statistics/weighted-chi-square.ts";
import { type NoiseSource, type PairedItems, pairItems, ratingOf } from "./paired-items.ts";
import { type ItemWeights, scoreWeights } from "./score-weights.ts";

/** The normal quantile of .95: each of two one-sided tests is at .05. */
const Z = 1.6448536269514722;

/** A difference of two runs in a figure that is linear in item values, with its error on fixed items. */
export type FixedDifference = {
  readonly difference: number;
  /** How far it would move if the same items were put to both models again. */
  readonly se: number;
};

/** One dimension on fixed items; in rating points. */
export type FixedDimension = FixedDifference & {
  readonly dimension: Dimension;
  /** Whether the 90% interval lies inside the margin. */
  readonly equivalent: boolean;
};

/** Whether the profile changed on the very items that were asked. */
export type FixedChange = {
  readonly dimensions: readonly FixedDimension[];
  /** How often chance alone changes the profile as much. */
  readonly p: number;
  readonly source: NoiseSource;
};

/**
 * Did the profile change on these items? Items are fixed, answers are chance: with W the weight of each item in each
 * score and s2 the variance of each item's difference, scores differ by D = W'd with covariance V = W' diag(s2) W. The
 * test is the size of the change, mean D^2, against its distribution under N(0, V), which is exact and needs no seed.
 * Agrees with numpy and scipy (test/golden/fixed-items.py).
 * @param margin in rating points
 * @returns undefined when the runs have fewer than 21 scored items in common, too few to tell what is chance, or
 * none of the dimensions is measured on these
 * @example
 * changeOnItems(run, baseline, key, VALUES, 0.3)?.p; // => 0.62
 */
export function changeOnItems(
  a: Run,
  b: Run,
  key: Key,
  dimensions: readonly Dimension[],
  margin: number,
): FixedChange | undefined {
  const scored = pairRuns(a, b, key);
  const pair = pairItems(scored.a, scored.b, ratingOf);
  if (pair === undefined || pair.items.length < MIN_ITEMS) return undefined;
  const weighted = dimensions.flatMap((dimension) => {
    const weights = scoreWeights(key, dimension, pair.items);
    return weights === undefined ? [] : [{ dimension, weights }];
  });
  if (weighted.length === 0) return undefined;
  const rows = weighted.map(({ dimension, weights }): FixedDimension => {
    const measured = fixedDifference(pair, weights);
    return { dimension, ...measured, equivalent: isWithin(measured, margin) };
  });
  const columns = weighted.map(({ weights }) => weights);
  const covariance = columns.map((one) => columns.map((other) => product(one, other, pair.noise)));
  return { dimensions: rows, p: sizeTest(rows, covariance), source: pair.source };
}

/** Differences smaller than this, in rating points, are rounding error. */
const ROUNDING = 1e-9;

/** P(mean z^2 >= mean D^2), z ~ N(0, V). */
function sizeTest(rows: readonly FixedDifference[], covariance: readonly (readonly number[])[]): number {
  if (rows.every(({ difference }) => Math.abs(difference) < ROUNDING)) return 1;
  const squares = rows.reduce((sum, { difference }) => sum + difference ** 2, 0);
  return weightedChiSquareTail(
    symmetricEigenvalues(covariance).map((value) => Math.max(0, value)), // 0 may come out below by rounding
    squares,
  );
}

/** The difference of two runs in one figure. */
export function fixedDifference({ differences, noise }: PairedItems, weights: ItemWeights): FixedDifference {
  return {
    difference: differences.reduce((sum, value, place) => sum + value * (weights[place] ?? 0), 0),
    se: Math.sqrt(product(weights, weights, noise)),
  };
}

/** Whether a difference is shown to be smaller than a margin: two one-sided tests at .05. */
export function isWithin({ difference, se }: FixedDifference, margin: number): boolean {
  return Math.abs(difference) + Z * se < margin;
}

/** The 90% interval that `isWithin` holds against the margin. */
export function fixedInterval({ difference, se }: FixedDifference): Interval {
  return { lower: difference - Z * se, upper: difference + Z * se };
}

function product(one: ItemWeights, other: ItemWeights, noise: Float64Array): number {
  return noise.reduce((sum, value, place) => sum + value * (one[place] ?? 0) * (other[place] ?? 0), 0);
}
