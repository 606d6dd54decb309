import { quantile } from "simple-statistics";
import type { Interval } from "./interval.ts";

/**
 * The percentile bootstrap interval: the (1 - level)/2 and (1 + level)/2 quantiles of the replicates (Efron &
 * Tibshirani 1993, chapter 13), of type 7 (Hyndman & Fan 1996) as in R and numpy. Replicates in which the
 * statistic is undefined (NaN) are left out; undefined when none is left. Agrees with numpy.quantile.
 * @param level share inside, such as 0.95
 * @throws {RangeError} a level that is not between 0 and 1
 * @example
 * percentileInterval([1, 2, 3, 4, 5], 0.5); // => { lower: 2, upper: 4 }
 */
export function percentileInterval(replicates: readonly number[], level: number): Interval | undefined {
  if (!(level > 0 && level < 1)) throw new RangeError("percentileInterval requires a level between 0 and 1");
  const defined = replicates.filter((replicate) => !Number.isNaN(replicate));
  if (defined.length === 0) return undefined;
  return quantileInterval(defined, (1 - level) / 2, (1 + level) / 2);
}

/** Quantiles of type 7 (Hyndman & Fan 1996), as numpy and R have them, as bounds; by selection, not sorting. */
export function quantileInterval(values: number[], lower: number, upper: number): Interval {
  const bounds = quantile(values, [lower, upper]);
  return { lower: bounds[0] ?? Number.NaN, upper: bounds[1] ?? Number.NaN };
}
