/** Variance between clusters and within them, in squared units; undefined where the design does not show it. */
export type NestedComponents = { readonly between: number | undefined; readonly within: number | undefined };

/**
 * One-way random-effects components of values nested in clusters of unequal size, by analysis of variance:
 * within = MS within; between = (MS between - MS within) / n0, n0 = (N - sum of n_j^2 / N) / (J - 1)
 * (Henderson's method I; Searle, Casella & McCulloch 1992, chapter 3; Brennan 2001, chapter 7). Unbiased,
 * so `between` can be negative. With one value in every cluster the two cannot be told apart: `within` then is
 * the variance of both together.
 * @example
 * nestedComponents([1, 3, 5, 7], ["a", "a", "b", "b"]); // => { between: 7, within: 2 }
 */
export function nestedComponents<C>(values: readonly number[], clusters: readonly C[]): NestedComponents {
  const sizes = new Map<C, number>();
  const sums = new Map<C, number>();
  for (const [index, cluster] of clusters.entries()) {
    sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
    sums.set(cluster, (sums.get(cluster) ?? 0) + (values[index] ?? Number.NaN));
  }
  const total = values.length;
  const grand = [...sums.values()].reduce((sum, value) => sum + value, 0) / total;
  const meanOf = (cluster: C) => (sums.get(cluster) ?? Number.NaN) / (sizes.get(cluster) ?? Number.NaN);
  const squares = (deviations: readonly number[]) =>
    deviations.reduce((sum, deviation) => sum + deviation ** 2, 0);
  const withinSquares = squares(
    clusters.map((cluster, index) => (values[index] ?? Number.NaN) - meanOf(cluster)),
  );
  const betweenSquares = squares(clusters.map((cluster) => meanOf(cluster) - grand));
  const degrees = { between: sizes.size - 1, within: total - sizes.size };
  if (degrees.within === 0)
    return {
      between: undefined,
      within: degrees.between < 1 ? undefined : betweenSquares / degrees.between,
    };
  const within = withinSquares / degrees.within;
  if (degrees.between === 0) return { between: undefined, within };
  const size = (total - squares([...sizes.values()]) / total) / degrees.between;
  return { between: (betweenSquares / degrees.between - within) / size, within };
}
