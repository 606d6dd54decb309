/** How dependable scores are: results of the reliability analyses in scoring/. Undefined stays undefined. */
import type { Dimension } from "../../instrument/dimensions.ts";

/** Split-half reliability of one dimension over several respondents. */
export type SplitHalf = {
  /** Mean over the splits of the correlation between the two halves' scores, -1 to 1. */
  readonly correlation: number | undefined;
  /** Population SD of that correlation over the splits. */
  readonly sd: number | undefined;
  /** Spearman-Brown of the mean correlation: that of the whole instrument, -1 to 1. */
  readonly reliability: number | undefined;
  /** Splits used. */
  readonly splits: number;
  /** Splits in which the correlation is undefined, such as one that leaves a half without a keyed item. */
  readonly skipped: number;
};

/** Cronbach's alpha of one dimension over several respondents. */
export type ScaleAlpha = {
  /** Of the ratings as they are: carries how far respondents differ in agreeing with everything. */
  readonly raw: number | undefined;
  /** Of ratings minus the respondent's family baseline, which is what a centred score averages. */
  readonly centred: number | undefined;
  /** Keyed items that every respondent has a rating of. */
  readonly items: number;
  readonly respondents: number;
};

/** How reliably the instrument tells respondents apart on one dimension. */
export type InstrumentReliability = {
  readonly dimension: Dimension;
  readonly splitHalf: SplitHalf;
  readonly alpha: ScaleAlpha;
  /** Keyed items, and the queries that they belong to. */
  readonly items: number;
  readonly queries: number;
};

/**
 * Variance components of one run's ratings, in squared rating points; items are nested in queries and crossed
 * with variants. Estimates are unbiased, so they can be negative. What a design cannot tell apart is undefined,
 * and then sits in the finer component: with one item per query `item` holds query + item and `residual` the
 * interaction too; with one variant `query` and `item` hold what varies with the variant.
 */
export type VarianceComponents = {
  readonly query: number | undefined;
  /** Items within queries. */
  readonly item: number | undefined;
  readonly variant: number | undefined;
  readonly queryByVariant: number | undefined;
  readonly residual: number | undefined;
  readonly queries: number;
  readonly items: number;
  readonly variants: number;
};

/**
 * What a G study of one dimension's centred score finds: components of its keyed items and of the rest of its
 * family, whose difference the score is, up to a factor.
 */
export type ContrastComponents = {
  readonly keyed: VarianceComponents;
  readonly rest: VarianceComponents;
  /** Covariance of the keyed items' and the other items' query effects; undefined when they share no query. */
  readonly shared: { readonly query: number | undefined; readonly queryByVariant: number | undefined };
  /** How far the score itself changes with the prompt: variance beyond what items and queries explain. */
  readonly dimensionByVariant: number | undefined;
};

/** By how much each component of a centred score counts, before division by the number of variants. */
export type ContrastDesign = {
  readonly keyed: Coefficients;
  readonly rest: Coefficients;
  readonly shared: number;
  /** Keyed items, and the queries that they belong to. */
  readonly items: number;
  readonly queries: number;
};

/** Sums of squared weights: of queries (item weights summed within a query first), and of items. */
export type Coefficients = { readonly query: number; readonly item: number };

/** The standard error to expect of a centred score, in rating points; undefined where it cannot be estimated. */
export type ExpectedSe = {
  /** Over other queries and items under the same prompts: what a bootstrap over queries shows. */
  readonly samePrompts: number | undefined;
  /** Over other prompts as well. */
  readonly newPrompts: number | undefined;
};

/** Expected standard errors over several models that a new one may resemble: quartiles. */
export type PlannedSe = {
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
  /** Models that the quartiles are of. */
  readonly models: number;
};

/** The reliability of one run's profile. */
export type RunReliability = {
  readonly components: VarianceComponents;
  readonly scores: readonly { readonly dimension: Dimension; readonly se: ExpectedSe }[];
  /**
   * Share of the variance between the ten value scores that is not error, under the same prompts and over new
   * ones; negative when the scores differ less than their errors let expect.
   */
  readonly dependability: {
    readonly samePrompts: number | undefined;
    readonly newPrompts: number | undefined;
  };
};

/** What a plan may promise for one dimension: the standard error of models like the released ones. */
export type PlannedScore = {
  readonly dimension: Dimension;
  /** Keyed items that the plan asks, and the queries that they belong to. */
  readonly items: number;
  readonly queries: number;
  readonly samePrompts: PlannedSe | undefined;
  readonly newPrompts: PlannedSe | undefined;
};
