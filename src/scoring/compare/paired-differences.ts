import { DIMENSIONS, type Dimension, FAMILIES, type Family, familyOf } from "../../instrument/dimensions.ts";
import type { Key } from "../../instrument/key.ts";
import { seededRandom } from "../../lib/random.ts";
import type { ItemValues } from "../score/item-ratings.ts";
import { holm } from "../statistics/holm.ts";
import type { Interval } from "../statistics/interval.ts";
import { twoSidedP } from "../statistics/student-t.ts";
import { type ClusterRobustSe, clusterRobustSe } from "../uncertainty/cluster-robust-se.ts";
import { contrastDifference } from "../uncertainty/contrast-difference.ts";
import {
  type Contrast,
  contrastValue,
  meanOf,
  type QuerySums,
  querySums,
  scoreContrast,
  sizeOf,
} from "../uncertainty/query-sums.ts";
import { whyNoInterval } from "../uncertainty/score-intervals.ts";
import { nullContributions, signFlip } from "../uncertainty/sign-flip.ts";
import { LEVEL, studentInterval } from "../uncertainty/uncertainty.ts";
import { leavesOutZero } from "./compare-runs.ts";
import type { Verdict } from "./comparison.ts";
import { equivalence } from "./equivalence.ts";

/** A score, or a difference of two, with what one needs to judge it; in rating points. */
export type Estimate = {
  readonly dimension: Dimension;
  readonly centred: number;
  /** 95%; undefined where there is none, as with items of one query only. */
  readonly interval: Interval | undefined;
  /** Keyed items with a rating. */
  readonly items: number;
};

export type Difference = Estimate & { readonly verdict: Verdict };

/** Ratings of two respondents over the same items. */
export type Pair = { readonly a: ItemValues; readonly b: ItemValues };

/** Random numbers deal out queries in the screen and turn signs in comparisons; one seed gives one answer. */
export const SEED = 42;

/** Permutations behind a comparison's verdict: a tenth of a report's, so that a first call takes milliseconds. */
export const PERMUTATIONS = 1000;

/** A rise of this much counts as an effect in the paper's steering experiment; less is of no interest here. */
export const MARGIN = 0.3;

const ALPHA = 0.05;

/**
 * The score of `a` less that of `b` for every dimension that has an interval: estimates, intervals and verdicts of
 * `compareRuns`, without its bootstrap, which takes ten times as long and is in no verdict.
 * @param raterVariance of people's score, when one of the two is people: the error then has this part too, and p
 * comes from Student's t, because turning the signs of queries says nothing about raters
 */
export function pairedDifferences(
  { a, b }: Pair,
  key: Key,
  raterVariance?: (dimension: Dimension) => number,
): readonly Difference[] {
  const [sumsA, sumsB] = [querySums(a, key), querySums(b, key)];
  const tested = DIMENSIONS.flatMap((dimension): Tested[] => {
    const contrast = differenceOf(sumsA, sumsB, dimension);
    const error = errorOf(contrast);
    if (error === undefined) return [];
    const se = Math.sqrt(error.se ** 2 + (raterVariance?.(dimension) ?? 0));
    return [{ dimension, contrast, error: { ...error, se } }];
  });
  const ps = raterVariance === undefined ? signFlipPs(tested) : studentPs(tested);
  return FAMILIES.flatMap((family) => judge(tested, ps, family));
}

type Tested = {
  readonly dimension: Dimension;
  readonly contrast: Contrast;
  readonly error: ClusterRobustSe;
};

/** Two-sided p of each difference when queries' signs are turned, as reports test two runs. */
function signFlipPs(tested: readonly Tested[]): readonly number[] {
  const contributions = tested.map(({ contrast }) => nullContributions(contrast, meanOf(contrast.against)));
  return signFlip(contributions, { resamples: PERMUTATIONS, random: seededRandom(SEED) });
}

/** Two-sided p of each difference by its standard error, which signs of queries alone do not give for people. */
function studentPs(tested: readonly Tested[]): readonly number[] {
  return tested.map(({ contrast, error }) =>
    twoSidedP(contrastValue(contrast) / error.se, error.degreesOfFreedom),
  );
}

/** The verdicts on a family's differences, by the rules of `compareRuns`. */
function judge(tested: readonly Tested[], ps: readonly number[], family: Family): Difference[] {
  const members = tested.flatMap((one, index) =>
    familyOf(one.dimension) === family ? [{ ...one, p: ps[index] ?? Number.NaN }] : [],
  );
  const adjusted = holm(members.map(({ p }) => p));
  return members.map(({ dimension, contrast, error }, index) => {
    const centred = contrastValue(contrast);
    const interval = studentInterval(centred, error, LEVEL);
    const differs = (adjusted[index] ?? Number.NaN) < ALPHA && leavesOutZero(interval);
    const { equivalent } = equivalence(centred, error, MARGIN);
    const { items } = sizeOf(contrast.of);
    return { dimension, centred, interval, items, verdict: verdictOf(differs, equivalent, centred) };
  });
}

function verdictOf(differs: boolean, equivalent: boolean, difference: number): Verdict {
  if (equivalent) return "equivalent";
  if (!differs) return "inconclusive";
  return difference > 0 ? "higher" : "lower";
}

/** The contrast of two respondents with the same queries. */
export function differenceOf(one: QuerySums, other: QuerySums, dimension: Dimension): Contrast {
  return contrastDifference(scoreContrast(one, dimension), scoreContrast(other, dimension));
}

/** The closed-form error; undefined where a score has none. */
export function errorOf(contrast: Contrast): ClusterRobustSe | undefined {
  return whyNoInterval(contrast) === undefined ? clusterRobustSe(contrast) : undefined;
}
