import { VALUES } from "../../instrument/dimensions.ts";
import type { Key } from "../../instrument/key.ts";
import type { PairedValues } from "../compare/paired-differences.ts";
import { cosine } from "../statistics/cosine.ts";
import type { Interval } from "../statistics/interval.ts";
import { percentileInterval } from "../statistics/quantile-interval.ts";
import { seededQueryDraws } from "../uncertainty/query-draws.ts";
import { querySums, subtractSums } from "../uncertainty/query-sums.ts";
import { resampledScores, resampleMeans } from "../uncertainty/resample.ts";
import { LEVEL } from "../uncertainty/uncertainty.ts";

/**
 * 95% bounds of the cosine of a shift with people's differences: percentiles over resampled queries, in which both runs
 * have the same draws. Noise turns a shift away from whatever it points at, so that the interval of a shift that is not
 * measured lies about 0. Undefined when no resample has all ten values.
 * @param people differences of a group, in the order of VALUES
 * @throws {RangeError} fewer than 100 resamples
 */
export function cosineInterval(
  { a, b }: PairedValues,
  key: Key,
  people: readonly number[],
  { resamples, seed }: { readonly resamples: number; readonly seed: number },
): Interval | undefined {
  const sums = subtractSums(querySums(a, key), querySums(b, key));
  const means = resampleMeans(sums, seededQueryDraws(sums.queries.length, resamples, seed));
  const scores = VALUES.map((value) => resampledScores(means, value));
  const cosines = Array.from(
    { length: resamples },
    (_, resample) =>
      cosine(
        scores.map((score) => score[resample] ?? Number.NaN),
        people,
      ) ?? Number.NaN,
  );
  return percentileInterval(cosines, LEVEL);
}
