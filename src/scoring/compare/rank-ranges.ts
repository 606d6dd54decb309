import type { Interval } from "../statistics/interval.ts";

/** Where a score may stand among others: 1 is the highest. */
export type RankRange = { readonly first: number; readonly last: number };

/**
 * The ranks that paired differences admit, each at its interval's level: who is surely above stands before, who is
 * surely below behind, all others on either side. Not adjusted for the number of pairs.
 * @param intervalOf the interval of one's score minus another's; undefined when they cannot be compared
 * @example
 * rankRanges([3, 1], (one, other) => ({ lower: one - other - 1, upper: one - other + 1 }));
 * // => Map { 3 => { first: 1, last: 1 }, 1 => { first: 2, last: 2 } }
 */
export function rankRanges<T>(
  ranked: readonly T[],
  intervalOf: (one: T, other: T) => Interval | undefined,
): ReadonlyMap<T, RankRange> {
  const rangeOf = (one: T): RankRange => {
    const intervals = ranked.flatMap((other) => (other === one ? [] : (intervalOf(one, other) ?? [])));
    return {
      first: 1 + intervals.filter(({ upper }) => upper < 0).length,
      last: ranked.length - intervals.filter(({ lower }) => lower > 0).length,
    };
  };
  return new Map(ranked.map((one) => [one, rangeOf(one)]));
}
