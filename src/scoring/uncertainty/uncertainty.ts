import { sampleStandardDeviation } from "simple-statistics";
import { RATINGS } from "../../instrument/scale.ts";
import type { Interval } from "../statistics/interval.ts";
import { quantileInterval } from "../statistics/quantile-interval.ts";
import { studentQuantile } from "../statistics/student-t.ts";
import { acceleration, bcaInterval } from "./bca-interval.ts";
import { type ClusterRobustSe, clusterRobustSe } from "./cluster-robust-se.ts";
import type { Uncertainty } from "./interval.ts";
import { type Contrast, contrastValue } from "./query-sums.ts";

/** Share of 95% intervals that should hold the true figure. */
export const LEVEL = 0.95;

/** From the lowest to the highest rating, in rating points. */
const SCALE_LENGTH = Math.max(...RATINGS) - Math.min(...RATINGS);

/**
 * Whether an error says anything: a 95% interval that is wider than the scale is long leaves room for every score.
 * The same holds for differences of two scores.
 * @example
 * isMeasured({ se: 0.3, degreesOfFreedom: 1 }); // => false, because Student's t is 12.7 with two queries
 */
export function isMeasured({ se, degreesOfFreedom }: ClusterRobustSe): boolean {
  return 2 * studentQuantile((1 + LEVEL) / 2, degreesOfFreedom) * se <= SCALE_LENGTH;
}

/**
 * How uncertain a difference of two mean ratings is: the closed form and its interval, and beside them the bootstrap's
 * SE and intervals from its resamples (NaN where undefined).
 * @throws {RangeError} a mean whose items belong to fewer than two queries
 */
export function uncertainty(
  contrast: Contrast,
  resamples: Float64Array,
  closedForm: ClusterRobustSe = clusterRobustSe(contrast),
): Uncertainty {
  const defined = withoutNaN(resamples);
  const estimate = contrastValue(contrast);
  return {
    ...closedForm,
    student: studentInterval(estimate, closedForm, LEVEL),
    bootstrap: {
      se: sampleStandardDeviation(defined),
      percentile: quantileInterval(defined, (1 - LEVEL) / 2, (1 + LEVEL) / 2),
      bca: bcaInterval(defined, { estimate, acceleration: acceleration(contrast), level: LEVEL }),
      undefinedResamples: resamples.length - defined.length,
    },
  };
}

function withoutNaN(resamples: Float64Array): number[] {
  const defined = resamples.some(Number.isNaN)
    ? resamples.filter((value) => !Number.isNaN(value))
    : resamples;
  // simple-statistics uses of its samples only what typed arrays have as well: index, length and slice.
  return defined as unknown as number[];
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
