import { quantileSorted } from "simple-statistics";
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
  const ascending = replicates.filter((replicate) => !Number.isNaN(replicate)).sort((a, b) => a - b);
  if (ascending.length === 0) return undefined;
  return {
    lower: quantileSorted(ascending, (1 - level) / 2),
    upper: quantileSorted(ascending, (1 + level) / 2),
  };
}
