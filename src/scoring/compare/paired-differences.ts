import { DIMENSIONS, type Dimension, familyOf } from "../../instrument/dimensions.ts";
import type { Key } from "../../instrument/key.ts";
import { groupBy } from "../../lib/group-by.ts";
import type { ItemValues } from "../score/item-ratings.ts";
import type { Interval } from "../statistics/interval.ts";
import { type ClusterRobustSe, clusterRobustSe } from "../uncertainty/cluster-robust-se.ts";
import type { NoInterval } from "../uncertainty/interval.ts";
import {
  type Contrast,
  contrastDifference,
  contrastValue,
  type QuerySums,
  querySums,
  scoreContrast,
  sizeOf,
  subtractSums,
} from "../uncertainty/query-sums.ts";
import { whyNoInterval } from "../uncertainty/score-intervals.ts";
import { settledSignFlip } from "../uncertainty/settled-sign-flip.ts";
import { differenceContributions } from "../uncertainty/sign-flip.ts";
import { isMeasured, LEVEL, studentInterval } from "../uncertainty/uncertainty.ts";
import { ALPHA, type Judgement, judgeDifferences, type UnjudgedDifference } from "./verdict.ts";

/** Mean ratings of two respondents over the same items. */
export type PairedValues = { readonly a: ItemValues; readonly b: ItemValues };

/** A difference's closed-form standard error, its test and what it comes to. */
export type TestedDifference = Judgement & { readonly error: ClusterRobustSe };

/** One dimension of two respondents, judged; scores and differences in rating points. */
export type ComparedPair = {
  readonly kind: "compared";
  readonly dimension: Dimension;
  /** Centred scores over the items that both rated; so they can differ from the profiles'. */
  readonly a: number;
  readonly b: number;
  readonly difference: number;
  /** Keyed items that both rated, and the queries they belong to. */
  readonly items: number;
  readonly queries: number;
  readonly test: TestedDifference;
};

export type PairedDifference = ComparedPair | NoInterval;

/** How often signs are turned, from which seed, and which differences are too small to matter. */
export type PairingOptions = {
  readonly margin: number;
  readonly seed: number;
  /** Permutations, at least 100. */
  readonly resamples: number;
  /** How many pairs are looked at together; adjusted p values are multiplied by it. Default 1. */
  readonly comparisons?: number;
};

/**
 * The score of `a` minus that of `b` on every dimension, with its error, test and verdict. p is that of a sign-flip
 * permutation over queries.
 * @throws {RangeError} fewer than 100 permutations, or a margin that is not above 0
 * @example
 * pairedDifferences({ a, b }, key, { margin: 0.3, seed: 42, resamples: 10_000 }).get("Tradition");
 * // => { kind: "compared", difference: .58, test: { adjustedP: .004, verdict: "higher", … }, … }
 */
export function pairedDifferences(
  { a, b }: PairedValues,
  key: Key,
  { margin, seed, resamples, comparisons = 1 }: PairingOptions,
): ReadonlyMap<Dimension, PairedDifference> {
  const test = (measured: readonly MeasuredDifference[]) => {
    const families = groupBy(measured, ({ dimension }) => familyOf(dimension));
    return [...families.values()].flatMap((members) => {
      const contributions = members.map(({ contrast }) => differenceContributions(contrast));
      const ps = settledSignFlip(contributions, { resamples, seed, alpha: ALPHA / comparisons });
      return members.map((one, index) => ({ ...one, p: ps[index] ?? Number.NaN }));
    });
  };
  return judgePair(querySums(a, key), querySums(b, key), margin, test, comparisons);
}

/** The 95% interval of one difference in closed form, without a test, for when hundreds are asked for at once. */
export function pairedInterval(a: QuerySums, b: QuerySums, dimension: Dimension): Interval | undefined {
  const contrast = contrastDifference(scoreContrast(a, dimension), scoreContrast(b, dimension));
  if (whyNoInterval(contrast) !== undefined) return undefined;
  return studentInterval(contrastValue(contrast), clusterRobustSe(contrast), LEVEL);
}

/** A difference with its error over queries, and the contrast that it is. */
export type MeasuredDifference = Omit<UnjudgedDifference, "p"> & { readonly contrast: Contrast };

/**
 * Judges the differences of two respondents with the same rated items.
 * @param test gives each difference its p, and perhaps an error with more parts; dimensions without an error are
 * not tested
 * @param comparisons how many pairs are looked at together
 */
export function judgePair(
  a: QuerySums,
  b: QuerySums,
  margin: number,
  test: (measured: readonly MeasuredDifference[]) => readonly UnjudgedDifference[],
  comparisons = 1,
): ReadonlyMap<Dimension, PairedDifference> {
  const sums = subtractSums(a, b);
  const contrasts = DIMENSIONS.map((dimension) => ({ dimension, contrast: scoreContrast(sums, dimension) }));
  const measured = contrasts.flatMap(({ dimension, contrast }) =>
    whyNoInterval(contrast) === undefined
      ? [{ dimension, contrast, difference: contrastValue(contrast), error: clusterRobustSe(contrast) }]
      : [],
  );
  const tested = new Map(
    test(measured).flatMap((one) => (isMeasured(one.error) ? [[one.dimension, one] as const] : [])),
  );
  const judgements = judgeDifferences([...tested.values()], margin, comparisons);
  return new Map(
    contrasts.map(({ dimension, contrast }): [Dimension, PairedDifference] => {
      const [one, judgement] = [tested.get(dimension), judgements.get(dimension)];
      if (one === undefined || judgement === undefined) {
        const reason = whyNoInterval(contrast) ?? "not_measured";
        return [dimension, { kind: "undefined", dimension, reason }];
      }
      return [
        dimension,
        {
          kind: "compared",
          dimension,
          a: contrastValue(scoreContrast(a, dimension)),
          b: contrastValue(scoreContrast(b, dimension)),
          difference: one.difference,
          ...sizeOf(contrast.of),
          test: { error: one.error, ...judgement },
        },
      ];
    }),
  );
}
