import { DIMENSIONS, type Dimension } from "../../instrument/dimensions.ts";
import { seededRandom } from "../../lib/random.ts";
import { recordOf } from "../../lib/record-of.ts";
import type { ReducedRun } from "../score/reduced-run.ts";
import { type ClusterRobustSe, clusterRobustSe } from "./cluster-robust-se.ts";
import type { NoIntervalReason, Resampled, ScoreInterval, ScoreIntervals } from "./interval.ts";
import { leadingQueries } from "./leading-queries.ts";
import { DEFAULT_RESAMPLES, seededQueryDraws } from "./query-draws.ts";
import {
  type Contrast,
  contrastValue,
  type QuerySums,
  scoreContrast,
  sizeOf,
  weightOf,
} from "./query-sums.ts";
import { type ResampledMeans, resampledScores, resampleMeans } from "./resample.ts";
import { resampleQueriesAndVariants, variantRatings } from "./resample-variants.ts";
import { ROUNDING } from "./sign-flip.ts";
import { twoWaySe } from "./two-way-se.ts";
import { isMeasured, uncertainty } from "./uncertainty.ts";

export type IntervalOptions = {
  readonly seed: number;
  /** At least 100. */
  readonly resamples?: number | undefined;
  /** Whether the scores should hold for other queries ("queries", the default) or for other prompts as well. */
  readonly over?: Resampled | undefined;
};

/**
 * The standard error and 95% intervals of every score of a run, by resampling its queries; a query is drawn with
 * all its items, variants and repeats, so what these add to the error is in the result, and is not resampled
 * again. A dimension and its baseline have the same draws.
 * Agrees with numpy and scipy on the same draws (test/golden/intervals.py).
 * @throws {RangeError} fewer than 100 resamples
 * @example
 * scoreIntervals(reduceRun(run, loadKey("released")), { seed: 42 }).dimensions.Security;
 * // => { kind: "interval", centred: .41, se: .18, degreesOfFreedom: 12, student: { lower: .02, upper: .80 }, … }
 */
export function scoreIntervals(
  reduced: ReducedRun,
  { seed, resamples = DEFAULT_RESAMPLES, over = "queries" }: IntervalOptions,
): ScoreIntervals {
  const { run, key, sums } = reduced;
  const dimensions =
    over === "queries"
      ? intervalsOfQueries(sums, { seed, resamples })
      : intervalsOfQueriesAndVariants(reduced, { seed, resamples });
  return {
    subject: run.subject,
    key: key.id,
    over,
    resamples,
    seed,
    queries: sums.queries.length,
    dimensions,
  };
}

type Resampling = { readonly seed: number; readonly resamples: number };

function intervalsOfQueries(sums: QuerySums, { seed, resamples }: Resampling): ScoreIntervals["dimensions"] {
  const draws = seededQueryDraws(sums.queries.length, resamples, seed);
  return perDimension(sums, resampleMeans(sums, draws), (dimension) =>
    clusterRobustSe(scoreContrast(sums, dimension)),
  );
}

function intervalsOfQueriesAndVariants(
  { run, key, ratings: overall, sums }: ReducedRun,
  { seed, resamples }: Resampling,
): ScoreIntervals["dimensions"] {
  const ratings = variantRatings(run);
  if (ratings.length < 2) return recordOf(DIMENSIONS, (dimension) => noInterval(dimension, "one_variant"));
  const random = seededRandom(seed);
  const means = resampleQueriesAndVariants(ratings, key, sums.queries, { resamples, random });
  return perDimension(sums, means, twoWaySe(ratings, overall, key, sums));
}

function perDimension(
  sums: QuerySums,
  means: ResampledMeans,
  closedForm: (dimension: Dimension) => ClusterRobustSe,
): ScoreIntervals["dimensions"] {
  return recordOf(DIMENSIONS, (dimension) => {
    const contrast = scoreContrast(sums, dimension);
    const reason = whyNoScoreInterval(contrast);
    if (reason !== undefined) return noInterval(dimension, reason);
    const error = closedForm(dimension);
    if (!isMeasured(error)) return noInterval(dimension, "not_measured");
    return {
      kind: "interval",
      dimension,
      centred: contrastValue(contrast),
      queries: sizeOf(contrast.of).queries,
      leading: leadingQueries(contrast, sums.queries),
      ...uncertainty(contrast, resampledScores(means, dimension), error),
    };
  });
}

/** Why a score, or a difference of two, has no interval; undefined when it has one. Every face asks here. */
export function whyNoInterval(contrast: Contrast): NoIntervalReason | undefined {
  const { items, queries } = sizeOf(contrast.of);
  if (items === 0) return "no_rated_item";
  if (weightOf(contrast.of) === 0) return "too_few_items";
  if (queries === 1) return "one_query";
  if (weightOf(contrast.of) === weightOf(contrast.against)) return "whole_family";
  return isMeasured(clusterRobustSe(contrast)) ? undefined : "not_measured";
}

/**
 * Why a respondent's own score has no interval. One who gave every item the same rating has a score of exactly 0
 * whatever queries are drawn, which would look as if it were known exactly. The difference of two runs may be 0 so.
 */
export function whyNoScoreInterval(contrast: Contrast): NoIntervalReason | undefined {
  const reason = whyNoInterval(contrast);
  if (reason !== undefined) return reason;
  return clusterRobustSe(contrast).se < ROUNDING ? "one_rating" : undefined;
}

function noInterval(dimension: Dimension, reason: NoIntervalReason): ScoreInterval {
  return { kind: "undefined", dimension, reason };
}
