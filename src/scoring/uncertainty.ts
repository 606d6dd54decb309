import { quantileSorted, sampleStandardDeviation } from "simple-statistics";
import type { Interval, Uncertainty } from "../interval.ts";
import { acceleration, bcaInterval } from "./bca-interval.ts";
import { type ClusterRobustSe, clusterRobustSe } from "./cluster-robust-se.ts";
import { type Contrast, contrastValue } from "./query-sums.ts";
import { studentQuantile } from "./student-quantile.ts";

/** Share of 95% intervals that should hold the true figure. */
export const LEVEL = 0.95;

/**
 * How uncertain a difference of two mean ratings is: the bootstrap's SE and intervals from its resamples (NaN
 * where undefined), and beside them the closed form and its interval.
 * @throws {RangeError} a mean whose items belong to fewer than two queries
 */
export function uncertainty(
  contrast: Contrast,
  resamples: Float64Array,
  closedForm: ClusterRobustSe = clusterRobustSe(contrast),
): Uncertainty {
  const sorted = resamples.toSorted(); // NaN comes last
  const firstNaN = sorted.findIndex(Number.isNaN);
  // simple-statistics reads its samples by index and length only, as typed arrays have them.
  const ascending = sorted.subarray(0, firstNaN === -1 ? sorted.length : firstNaN) as unknown as number[];
  const estimate = contrastValue(contrast);
  return {
    se: sampleStandardDeviation(ascending),
    clusterRobustSe: closedForm.se,
    degreesOfFreedom: closedForm.degreesOfFreedom,
    student: studentInterval(estimate, closedForm, LEVEL),
    percentile: {
      lower: quantileSorted(ascending, (1 - LEVEL) / 2),
      upper: quantileSorted(ascending, (1 + LEVEL) / 2),
    },
    bca: bcaInterval(ascending, { estimate, acceleration: acceleration(contrast), level: LEVEL }),
    undefinedResamples: sorted.length - ascending.length,
  };
}

/**
 * The estimate -+ Student's t times its standard error.
 * @example
 * studentInterval(0, { se: 1, degreesOfFreedom: 4 }, 0.95); // => { lower: -2.776…, upper: 2.776… }
 */
export function studentInterval(
  estimate: number,
  { se, degreesOfFreedom }: ClusterRobustSe,
  level: number,
): Interval {
  const reach = studentQuantile((1 + level) / 2, degreesOfFreedom) * se;
  return { lower: estimate - reach, upper: estimate + reach };
}
