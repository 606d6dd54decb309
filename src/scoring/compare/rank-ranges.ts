import type { Screen } from "../screen/screen.ts";
import type { Interval } from "../statistics/interval.ts";

/** Where a score may stand among others: 1 is the highest. */
export type RankRange = { readonly first: number; readonly last: number };

type Screened = Pick<Screen, "verdict"> | undefined;

/** Whether a profile has a rank: a respondent's that may be interpreted. People, who are not screened, have none. */
export function hasRank(screen: Screened): boolean {
  return screen !== undefined && !isRefused(screen);
}

/** Which of two profiles a ranking names first whatever their scores: what is not to be interpreted comes last. */
export function compareStanding(one: Screened, other: Screened): number {
  return Number(isRefused(one)) - Number(isRefused(other));
}

function isRefused(screen: Screened): boolean {
  return screen?.verdict === "do_not_interpret";
}

/**
 * The ranks that paired differences admit, each at its interval's level: who is surely above stands before, who is
 * surely below behind, all others on either side. Not adjusted for the number of pairs.
 * @param ranked each once
 * @param intervalOf the interval of one's score minus another's, which is asked for one order of a pair; undefined when
 * they cannot be compared
 * @example
 * rankRanges([3, 1], (one, other) => ({ lower: one - other - 1, upper: one - other + 1 }));
 * // => Map { 3 => { first: 1, last: 1 }, 1 => { first: 2, last: 2 } }
 */
export function rankRanges<T>(
  ranked: readonly T[],
  intervalOf: (one: T, other: T) => Interval | undefined,
): ReadonlyMap<T, RankRange> {
  const ranges = ranked.map((one) => ({ one, first: 1, last: ranked.length }));
  for (const [index, left] of ranges.entries())
    for (const right of ranges.slice(index + 1)) {
      const interval = intervalOf(left.one, right.one);
      if (interval === undefined || !(interval.lower > 0 || interval.upper < 0)) continue;
      const [above, below] = interval.lower > 0 ? [left, right] : [right, left];
      above.last -= 1;
      below.first += 1;
    }
  return new Map(ranges.map(({ one, first, last }) => [one, { first, last }]));
}
