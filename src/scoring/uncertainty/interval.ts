import type { Dimension } from "../../instrument/dimensions.ts";
import type { Interval } from "../statistics/interval.ts";
import type { LeadingQueries } from "./leading-queries.ts";

/**
 * Three ways to 95% bounds. "student": the score -+ Student's t times the cluster-robust SE. "percentile" and
 * "bca": from the bootstrap's own distribution.
 */
export const INTERVAL_METHODS = ["student", "percentile", "bca"] as const;
type IntervalMethod = (typeof INTERVAL_METHODS)[number];

/**
 * The interval that reports print and verdicts rest on. With 5 to 50 queries for a dimension the two bootstrap
 * intervals are too narrow. In 2 x 2,000 simulations from the released models (scripts/bench/coverage.ts) 92% of
 * them held the true score (Neuroticism 82 to 88%, Tradition 86%) against 94 to 95% of Student's (Tradition 87 to
 * 90%). Of the two, the percentile interval is no worse than BCa and always there.
 */
export const DEFAULT_INTERVAL = "student" satisfies IntervalMethod;

/** What is resampled: queries with all that belongs to them, or the prompt variants too. */
export const RESAMPLED = ["queries", "queries_and_variants"] as const;
export type Resampled = (typeof RESAMPLED)[number];

/** The bootstrap's standard error and the intervals that go with it, in rating points. */
type BootstrapUncertainty = {
  /** Standard deviation over the resamples; on complete runs within 3% of the closed form in the median. */
  readonly se: number;
  readonly percentile: Interval;
  /** Undefined when all resamples lie on one side of the score. */
  readonly bca: Interval | undefined;
  /** Resamples without a keyed item of the dimension, left out of the figures above. */
  readonly undefinedResamples: number;
};

/**
 * How uncertain a difference of mean ratings is, in rating points. `se` and `student` are one method and stand beside
 * each other wherever an error is shown; another method keeps its own error with its own bounds.
 */
export type Uncertainty = {
  /** The closed-form, cluster-robust standard error. */
  readonly se: number;
  /** Of `student`: as a rule the dimension's queries minus one. */
  readonly degreesOfFreedom: number;
  /** 95%: the estimate -+ Student's t times `se`. */
  readonly student: Interval;
  readonly bootstrap: BootstrapUncertainty;
};

/**
 * Why a dimension has no interval: none of its items has a rating; fewer of them than a weighing key takes; all rated
 * ones belong to one query, or to one variant where variants are resampled; the family has no other rated item, so that
 * the score is 0 whatever the ratings; every item has the same rating, so that nothing tells how the score would vary;
 * or the interval would be wider than the scale is long, which measures nothing.
 */
export const NO_INTERVAL_REASONS = [
  "no_rated_item",
  "too_few_items",
  "one_query",
  "one_variant",
  "whole_family",
  "one_rating",
  "not_measured",
] as const;
export type NoIntervalReason = (typeof NO_INTERVAL_REASONS)[number];

/**
 * The reason in words, to stand where an error or a verdict would.
 * @example
 * reasonText("not_measured"); // => "not measured"
 */
export function reasonText(reason: NoIntervalReason): string {
  return reason.replaceAll("_", " ");
}

/** A dimension without an interval. */
export type NoInterval = {
  readonly kind: "undefined";
  readonly dimension: Dimension;
  readonly reason: NoIntervalReason;
};

/** A dimension's score with its uncertainty. */
export type ScoreInterval =
  | (Uncertainty & {
      readonly kind: "interval";
      readonly dimension: Dimension;
      /** As in the profile. */
      readonly centred: number;
      /** Queries with a rated item of the dimension. */
      readonly queries: number;
      /** The two queries on which the error hangs most. */
      readonly leading: LeadingQueries;
    })
  | NoInterval;

/** The uncertainty of all scores of a run under a key. */
export type ScoreIntervals = {
  readonly subject: string;
  readonly key: string;
  readonly over: Resampled;
  readonly resamples: number;
  readonly seed: number;
  /** Queries resampled: those with a rated item of any dimension. */
  readonly queries: number;
  readonly dimensions: Readonly<Record<Dimension, ScoreInterval>>;
};
