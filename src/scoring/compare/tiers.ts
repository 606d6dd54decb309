import { DIMENSIONS_OF, type Dimension, type Family } from "../../instrument/dimensions.ts";
import type { ReducedRun } from "../score/reduced-run.ts";
import { holm } from "../statistics/holm.ts";
import type { Interval } from "../statistics/interval.ts";
import { maximalGroups } from "../statistics/maximal-groups.ts";
import { clusterRobustSe } from "../uncertainty/cluster-robust-se.ts";
import type { NoInterval } from "../uncertainty/interval.ts";
import { DEFAULT_RESAMPLES } from "../uncertainty/query-draws.ts";
import {
  type Contrast,
  contrastValue,
  meanOf,
  type QuerySums,
  scoreContrast,
} from "../uncertainty/query-sums.ts";
import { whyNoScoreInterval } from "../uncertainty/score-intervals.ts";
import { settledSignFlip } from "../uncertainty/settled-sign-flip.ts";
import { nullContributions } from "../uncertainty/sign-flip.ts";
import { LEVEL, studentInterval } from "../uncertainty/uncertainty.ts";
import { ALPHA, isReal } from "./verdict.ts";

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

export type TierOptions = {
  readonly seed: number;
  /** Permutations, at least 100. */
  readonly resamples?: number | undefined;
};

/**
 * Which dimensions of a family one run ranks, and which it leaves open. Every two are compared on the run's own
 * queries; two differ when their sign-flip p, adjusted by Holm's method for all pairs of the family, is below .05
 * and the 95% interval of their difference leaves out 0. From these facts:
 * - tiers: the order is cut wherever every dimension above differs from every one below. So two dimensions of
 *   different tiers always differ. Where A and B overlap and B and C do, all three are one tier even if A and C
 *   differ; most runs have a single tier.
 * - groups: the largest sets without a difference, a "compact letter display" (Piepho 2004): they overlap, and
 *   keep what the tiers lose. A and C differ exactly when no group holds both.
 * @throws {RangeError} fewer than 100 resamples
 * @example
 * tiers(reduceRun(run, loadKey("released")), "higher_order", { seed: 42 }).tiers;
 * // => [["Self_Transcendence"], ["Conservation", "Self_Enhancement", "Openness_to_Change"]]
 */
export function tiers(
  { run, key, sums }: ReducedRun,
  family: Family,
  { seed, resamples = DEFAULT_RESAMPLES }: TierOptions,
): Tiers {
  const members = DIMENSIONS_OF[family].map((dimension) => ({
    dimension,
    mean: meanOf(sums.dimensions[dimension]),
    reason: whyNoScoreInterval(scoreContrast(sums, dimension)),
  }));
  const placed = members.filter(({ reason }) => reason === undefined);
  const descending = placed.toSorted((one, other) => other.mean - one.mean).map(({ dimension }) => dimension);
  const pairs = comparePairs(sums, descending, { seed, resamples });
  const differ = (one: Dimension, other: Dimension) =>
    pairs.some(
      ({ upper, lower, differs }) =>
        differs && ((upper === one && lower === other) || (upper === other && lower === one)),
    );
  const inFamilyOrder = (dimensions: readonly Dimension[]) =>
    DIMENSIONS_OF[family].filter((dimension) => dimensions.includes(dimension));
  return {
    subject: run.subject,
    key: key.id,
    family,
    resamples,
    seed,
    tiers: cutTiers(descending, differ).map(inFamilyOrder),
    groups: maximalGroups(descending, (one, other) => !differ(one, other))
      .toSorted((one, other) => meanRank(one, descending) - meanRank(other, descending))
      .map(inFamilyOrder),
    pairs,
    unplaced: members.flatMap(({ dimension, reason }): NoInterval[] =>
      reason === undefined ? [] : [{ kind: "undefined", dimension, reason }],
    ),
  };
}

function comparePairs(
  sums: QuerySums,
  descending: readonly Dimension[],
  { seed, resamples }: { readonly seed: number; readonly resamples: number },
): DimensionPair[] {
  const pairs = descending.flatMap((upper, index) =>
    descending.slice(index + 1).map((lower) => {
      const contrast = { of: sums.dimensions[upper], against: sums.dimensions[lower] };
      return { upper, lower, contrast };
    }),
  );
  const contributions = pairs.map(({ contrast }) => nullContributions(contrast, pooledMean(contrast)));
  const ps = settledSignFlip(contributions, { resamples, seed, alpha: ALPHA });
  const adjusted = holm(ps);
  return pairs.map(({ upper, lower, contrast }, index) => {
    const closedForm = clusterRobustSe(contrast);
    const difference = contrastValue(contrast);
    const interval = studentInterval(difference, closedForm, LEVEL);
    const adjustedP = adjusted[index] ?? Number.NaN;
    return {
      upper,
      lower,
      difference,
      clusterRobustSe: closedForm.se,
      interval,
      p: ps[index] ?? Number.NaN,
      adjustedP,
      differs: isReal(adjustedP, interval),
    };
  });
}

/** The mean rating over the items of both dimensions: what either mean is when they do not differ. */
function pooledMean({ of, against }: Contrast): number {
  return meanOf({
    sums: of.sums.map((sum, query) => sum + (against.sums[query] ?? 0)),
    counts: of.counts.map((count, query) => count + (against.counts[query] ?? 0)),
  });
}

/** Cuts an order wherever all that is above differs from all that is below. */
function cutTiers(
  descending: readonly Dimension[],
  differ: (one: Dimension, other: Dimension) => boolean,
): Dimension[][] {
  const starts = descending.flatMap((_, start) => {
    const [above, below] = [descending.slice(0, start), descending.slice(start)];
    return above.every((one) => below.every((other) => differ(one, other))) ? [start] : [];
  });
  return starts.map((start, index) => descending.slice(start, starts[index + 1]));
}

function meanRank(group: readonly Dimension[], descending: readonly Dimension[]): number {
  return group.reduce((sum, dimension) => sum + descending.indexOf(dimension), 0) / group.length;
}
