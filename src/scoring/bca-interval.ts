import { quantileSorted } from "simple-statistics";
import type { Interval } from "../interval.ts";
import { normalCdf, normalQuantile } from "./normal.ts";
import { type Contrast, meanOf, type RatioSums, sizeOf } from "./query-sums.ts";

/** What a BCa interval needs beside the resamples. */
export type BcaFigures = {
  readonly estimate: number;
  readonly acceleration: number;
  /** Share inside, such as 0.95. */
  readonly level: number;
};

/**
 * The bias-corrected and accelerated bootstrap interval (Efron 1987; Efron & Tibshirani 1993, chapter 14): those
 * quantiles (type 7) of the resamples that correct for how far their middle lies from the estimate, and for the
 * skewness of leaving one query out. Resamples equal to the estimate count half below it. Undefined when all
 * resamples lie on one side. Agrees with the formula of scipy.stats.bootstrap(method="BCa") on the same resamples
 * (test/golden/intervals.py).
 * @param ascending resamples in ascending order, without NaN
 */
export function bcaInterval(
  ascending: number[],
  { estimate, acceleration, level }: BcaFigures,
): Interval | undefined {
  const share =
    (shareWhere(ascending, (x) => x < estimate) + shareWhere(ascending, (x) => x <= estimate)) / 2;
  if (share === 0 || share === 1) return undefined;
  const z0 = normalQuantile(share);
  const bound = (p: number) => {
    const z = z0 + normalQuantile(p);
    return quantileSorted(ascending, normalCdf(z0 + z / (1 - acceleration * z)));
  };
  return { lower: bound((1 - level) / 2), upper: bound((1 + level) / 2) };
}

/** The share of leading values that fulfil a condition, where all that do come first. */
function shareWhere(ascending: readonly number[], fulfils: (value: number) => boolean): number {
  const first = ascending.findIndex((value) => !fulfils(value));
  return first === -1 ? 1 : first / ascending.length;
}

/**
 * The acceleration of a difference of means: sum d^3 / (6 (sum d^2)^1.5), with d the mean of the leave-one-query-out
 * estimates less each of them. 0 when all are equal. Leaving out the only query of a mean gives no estimate; it is
 * not counted.
 */
export function acceleration({ of, against }: Contrast): number {
  const ofMeans = leaveOneOutMeans(of);
  const againstMeans = leaveOneOutMeans(against);
  const estimates = ofMeans
    .map((mean, query) => mean - (againstMeans[query] ?? 0))
    .filter((estimate) => !Number.isNaN(estimate));
  const mean = estimates.reduce((sum, estimate) => sum + estimate, 0) / estimates.length;
  const deviations = estimates.map((estimate) => mean - estimate);
  const squares = deviations.reduce((sum, d) => sum + d * d, 0);
  const cubes = deviations.reduce((sum, d) => sum + d * d * d, 0);
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}

function leaveOneOutMeans(part: RatioSums): Float64Array {
  const { items } = sizeOf(part);
  const ratings = meanOf(part) * items;
  return part.sums.map((sum, query) => (ratings - sum) / (items - (part.counts[query] ?? 0)));
}
