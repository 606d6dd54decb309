import type { Interval } from "../statistics/interval.ts";
import { normalCdf, normalQuantile } from "../statistics/normal.ts";
import { quantileInterval } from "../statistics/quantile-interval.ts";
import { type Contrast, meanOf, type RatioSums, weightOf } from "./query-sums.ts";

/** What a BCa interval needs beside the resamples. */
export type BcaFigures = {
  readonly estimate: number;
  readonly acceleration: number;
  /** Share inside, such as 0.95. */
  readonly level: number;
};

/**
 * The bias-corrected and accelerated bootstrap interval (Efron 1987; Efron & Tibshirani 1993, chapter 14): those
 * quantiles of the resamples that correct for how far their middle lies from the estimate, and for the skewness of
 * leaving one query out. Resamples equal to the estimate count half below it. Undefined when all resamples lie on
 * one side. Agrees with the formula of scipy.stats.bootstrap(method="BCa") on the same resamples
 * (test/golden/intervals.py).
 * @param resamples without NaN
 */
export function bcaInterval(
  resamples: number[],
  { estimate, acceleration, level }: BcaFigures,
): Interval | undefined {
  const share = shareBelow(resamples, estimate);
  if (share === 0 || share === 1) return undefined;
  const z0 = normalQuantile(share);
  const corrected = (p: number) => {
    const z = z0 + normalQuantile(p);
    return normalCdf(z0 + z / (1 - acceleration * z));
  };
  return quantileInterval(resamples, corrected((1 - level) / 2), corrected((1 + level) / 2));
}

/** Scores that differ by less than this, in rating points, are equal but for rounding error. */
const ROUNDING = 1e-12;

function shareBelow(values: readonly number[], estimate: number): number {
  let [below, equal] = [0, 0];
  for (const value of values)
    if (Math.abs(value - estimate) < ROUNDING) equal += 1;
    else if (value < estimate) below += 1;
  return (below + equal / 2) / values.length;
}

/**
 * The acceleration of a difference of means: sum d^3 / (6 (sum d^2)^1.5), with d the mean of the leave-one-query-out
 * estimates minus each of them. 0 when all are equal. Leaving out the only query of a mean gives no estimate; it is
 * not counted.
 */
export function acceleration({ of, against }: Contrast): number {
  const ofMeans = leaveOneOutMeans(of);
  const againstMeans = leaveOneOutMeans(against);
  const estimates = ofMeans.map((mean, query) => mean - (againstMeans[query] ?? 0)).filter(Number.isFinite);
  const mean = estimates.reduce((sum, estimate) => sum + estimate, 0) / estimates.length;
  const deviations = estimates.map((estimate) => mean - estimate);
  const squares = deviations.reduce((sum, d) => sum + d * d, 0);
  const cubes = deviations.reduce((sum, d) => sum + d * d * d, 0);
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}

function leaveOneOutMeans(part: RatioSums): Float64Array {
  const weight = weightOf(part);
  const ratings = meanOf(part) * weight;
  return part.sums.map((sum, query) => (ratings - sum) / (weight - (part.counts[query] ?? 0)));
}
