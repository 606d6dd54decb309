/**
 * The rank of each value, 1 for the lowest; tied values share the mean of the ranks that they span.
 * simple-statistics ranks in this way inside its rank correlation but does not export it.
 * Agrees with scipy.stats.rankdata.
 * @example
 * midranks([10, 30, 20, 20]); // => [1, 4, 2.5, 2.5]
 */
export function midranks(values: readonly number[]): readonly number[] {
  const ascending = [...values].sort((a, b) => a - b);
  const rankOf = new Map<number, number>();
  for (let first = 0; first < ascending.length; ) {
    const value = ascending[first] ?? Number.NaN;
    const last = ascending.lastIndexOf(value);
    rankOf.set(value, (first + last) / 2 + 1);
    first = last + 1;
  }
  return values.map((value) => rankOf.get(value) ?? Number.NaN);
}
