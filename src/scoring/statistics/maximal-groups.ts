/**
 * The largest sets of things that all belong together in pairs: those to which no further thing can be added.
 * Every pair that belongs together is in some set, and no other pair is in any. By Bron & Kerbosch (1973,
 * Algorithm 457), whose time can grow as 3^(n/3): for some ten things.
 * @example
 * maximalGroups([1, 2, 3], (one, other) => Math.abs(one - other) < 2); // => [[1, 2], [2, 3]]
 */
export function maximalGroups<T>(things: readonly T[], together: (one: T, other: T) => boolean): T[][] {
  const grow = (group: readonly T[], candidates: readonly T[], covered: readonly T[]): T[][] => {
    if (candidates.length === 0) return covered.length === 0 && group.length > 0 ? [[...group]] : [];
    return candidates.flatMap((thing, index) => {
      const fits = (other: T) => together(thing, other);
      return grow(
        [...group, thing],
        candidates.slice(index + 1).filter(fits),
        [...covered, ...candidates.slice(0, index)].filter(fits),
      );
    });
  };
  return grow([], things, []);
}
