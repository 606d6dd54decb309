import type { Dimension, Family } from "../../instrument/dimensions.ts";
import type { Interval } from "../statistics/interval.ts";
import type { NoInterval, Uncertainty } from "../uncertainty/interval.ts";

/**
 * What may be said of one dimension of two runs. "equivalent": the difference is smaller than the margin, even
 * if it is real. "higher" and "lower" (of the first run): it is real, and not shown to be that small.
 * "inconclusive": neither.
 */
export const VERDICTS = ["higher", "lower", "equivalent", "inconclusive"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** One dimension of two runs; differences are the first run's score less the second's, in rating points. */
export type ComparedDimension =
  | (Uncertainty & {
      readonly kind: "compared";
      readonly dimension: Dimension;
      /** Centred score of each run over what both have a rating for; so they can differ from the profiles'. */
      readonly a: number;
      readonly b: number;
      readonly difference: number;
      /** Keyed items that both have a rating for, and the queries they belong to. */
      readonly items: number;
      readonly queries: number;
      /** Sign-flip permutation over queries, two-sided. */
      readonly p: number;
      /** `p` adjusted by Holm's method for the compared dimensions of the family. */
      readonly adjustedP: number;
      /** Whether the difference is real: adjusted p below .05 and 0 outside the 95% interval. */
      readonly differs: boolean;
      /** Whether the 90% interval lies inside the margin: two one-sided tests at .05. */
      readonly equivalent: boolean;
      /** The 90% interval of that test. */
      readonly equivalenceInterval: Interval;
      /** The smallest true difference that a test at .05, not adjusted, finds four times in five. */
      readonly minimalDetectable: number;
      readonly verdict: Verdict;
    })
  | NoInterval;

/** Items, and prompts: items under a variant, of those that the key scores. */
export type PairedCounts = { readonly items: number; readonly prompts: number };

/** Two runs compared on the items and variants that both have a rating for. */
export type Comparison = {
  readonly a: string;
  readonly b: string;
  readonly key: string;
  readonly resamples: number;
  readonly seed: number;
  /** Differences below this, in rating points, are of no interest to the caller. */
  readonly margin: number;
  readonly paired: PairedCounts;
  /** What one run has a rating for and the other has not. */
  readonly dropped: { readonly a: PairedCounts; readonly b: PairedCounts };
  readonly dimensions: Readonly<Record<Dimension, ComparedDimension>>;
};

/** Two dimensions of one run. */
export type DimensionPair = {
  /** The one with the higher score, and the other. Which is which means something only if `differs`. */
  readonly upper: Dimension;
  readonly lower: Dimension;
  /** At least 0, in rating points. */
  readonly difference: number;
  readonly clusterRobustSe: number;
  /** 95%, Student's. */
  readonly interval: Interval;
  /** Sign-flip permutation over queries, two-sided, and adjusted by Holm's method for all pairs. */
  readonly p: number;
  readonly adjustedP: number;
  /** Whether the difference is real: adjusted p below .05 and 0 outside the interval. */
  readonly differs: boolean;
};

/** What may be ranked among the dimensions of a family in one run. */
export type Tiers = {
  readonly subject: string;
  readonly key: string;
  readonly family: Family;
  readonly resamples: number;
  readonly seed: number;
  /** From highest to lowest; dimensions of different tiers always differ. Within a tier, the family's order. */
  readonly tiers: readonly (readonly Dimension[])[];
  /**
   * The largest sets within which no two dimensions differ, from highest to lowest mean; they may overlap. Two
   * dimensions differ if and only if no group holds both.
   */
  readonly groups: readonly (readonly Dimension[])[];
  readonly pairs: readonly DimensionPair[];
  /** Dimensions that cannot be compared, in none of the lists above. */
  readonly unplaced: readonly NoInterval[];
};
