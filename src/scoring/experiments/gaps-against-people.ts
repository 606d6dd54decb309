import { DIMENSIONS, VALUES, type Value } from "../../instrument/dimensions.ts";
import type { Key } from "../../instrument/key.ts";
import type { PairedValues, PairingOptions } from "../compare/paired-differences.ts";
import { ALPHA, isApart, judgeDifferences, type Verdict } from "../compare/verdict.ts";
import type { Interval } from "../statistics/interval.ts";
import { type Contrast, querySums, scoreContrast, subtractSums } from "../uncertainty/query-sums.ts";
import { settledSignFlip } from "../uncertainty/settled-sign-flip.ts";
import { differenceContributions } from "../uncertainty/sign-flip.ts";
import type { Differences } from "./differences.ts";
import { LEAST_OF_PEOPLE } from "./sign-agreement.ts";

/**
 * What two conditions make of a gap between two groups of people. "reversed": the condition that is the higher one is not the
 * group that is. "widened", "narrowed": the gap is larger or smaller than people's, in their direction or undecided.
 * "alike": the two gaps differ by less than the margin. "undecided": none of these is shown.
 */
export const GAP_VERDICT_NAMES = ["reversed", "widened", "narrowed", "alike", "undecided"] as const;
type GapVerdict = (typeof GAP_VERDICT_NAMES)[number];

/** One value on which two groups of people differ. */
export type Gap = {
  readonly value: Value;
  /** First group minus last, of conditions and of people, in points of each. */
  readonly model: number;
  readonly people: number;
  /** By how much the conditions' gap, in people's direction, is larger than people's. */
  readonly excess: number;
  /** 95%, Student's. */
  readonly interval: Interval;
  /** Of the excess, by Holm's method over the values, and times the axes that are held against people. */
  readonly adjustedP: number;
  readonly verdict: GapVerdict;
};

/**
 * Gaps between the two ends of an axis held against people's, value by value. A point of the questionnaire is taken for a
 * point of rating, both on scales of 1 to 6: that is an assumption, without which only a reversal can be said. People's gap
 * is taken as exact and is taken out of every item, so that p is that of a sign-flip permutation over queries as for other differences.
 * @param differences of the conditions at the ends, tested
 * @param values item ratings of the two on the same items
 * @param people the same of the groups, in the order of VALUES; a value on which they are less than .02 apart has no gap
 * @param looks how many axes are held against people
 * @throws {RangeError} fewer than 100 resamples, or a margin that is not above 0
 */
export function gapsAgainstPeople(
  differences: Differences,
  { a, b }: PairedValues,
  people: readonly number[],
  key: Key,
  { margin, resamples, seed, looks }: Omit<PairingOptions, "comparisons"> & { readonly looks: number },
): readonly Gap[] {
  const sums = subtractSums(querySums(a, key), querySums(b, key));
  const gaps = VALUES.flatMap((value, place) => {
    const row = differences[DIMENSIONS.indexOf(value)];
    const human = people[place] ?? Number.NaN;
    if (row?.kind !== "compared" || !(Math.abs(human) >= LEAST_OF_PEOPLE)) return [];
    const { error } = row.test;
    const excess = Math.sign(human) * row.difference - Math.abs(human);
    const contributions = contributionsBeyond(scoreContrast(sums, value), human);
    const reversed = isApart(row.test) && Math.sign(row.difference) !== Math.sign(human);
    return [{ value, model: row.difference, people: human, excess, error, contributions, reversed }];
  });
  const ps = settledSignFlip(
    gaps.map(({ contributions }) => contributions),
    { resamples, seed, alpha: ALPHA / looks },
  );
  const judged = judgeDifferences(
    gaps.map(({ value, excess, error }, index) => ({
      dimension: value,
      difference: excess,
      error,
      p: ps[index] ?? Number.NaN,
    })),
    margin,
    looks,
  );
  return gaps.flatMap(({ value, model, people: human, excess, reversed }): Gap[] => {
    const judgement = judged.get(value);
    if (judgement === undefined) return [];
    const { interval, adjustedP } = judgement;
    const verdict = reversed ? "reversed" : GAP_VERDICTS[judgement.verdict];
    return [{ value, model, people: human, excess, interval, adjustedP, verdict }];
  });
}

/** What each query contributes to a difference beyond one that is expected. */
function contributionsBeyond({ of, against }: Contrast, expected: number): Float64Array {
  const sums = of.sums.map((sum, query) => sum - expected * (of.counts[query] ?? 0));
  return differenceContributions({ of: { ...of, sums }, against });
}

const GAP_VERDICTS: Readonly<Record<Verdict, GapVerdict>> = {
  higher: "widened",
  lower: "narrowed",
  equivalent: "alike",
  inconclusive: "undecided",
};
