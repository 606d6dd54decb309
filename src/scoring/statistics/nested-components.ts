import { getOrAdd } from "../../lib/group-by.ts";

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
  return componentsWithin(values, clusteringOf(clusters));
}

/** Which cluster each value is of, as a number from 0, and how many values each has. */
export type Clustering = { readonly places: readonly number[]; readonly sizes: readonly number[] };

/** Numbers clusters in the order in which they first appear: done once where several columns have the same. */
export function clusteringOf<C>(clusters: readonly C[]): Clustering {
  const indices = new Map<C, number>();
  const sizes: number[] = [];
  const places = clusters.map((cluster) => {
    const place = getOrAdd(indices, cluster, () => indices.size);
    sizes[place] = (sizes[place] ?? 0) + 1;
    return place;
  });
  return { places, sizes };
}

/** `nestedComponents` of values whose clusters are numbered. */
export function componentsWithin(values: readonly number[], { places, sizes }: Clustering): NestedComponents {
  const sums = new Array<number>(sizes.length).fill(0);
  for (const [index, place] of places.entries())
    sums[place] = (sums[place] ?? 0) + (values[index] ?? Number.NaN);
  const total = values.length;
  const grand = sums.reduce((sum, value) => sum + value, 0) / total;
  const means = sums.map((sum, place) => sum / (sizes[place] ?? Number.NaN));
  const withinSquares = places.reduce(
    (sum, place, index) => sum + ((values[index] ?? Number.NaN) - (means[place] ?? Number.NaN)) ** 2,
    0,
  );
  const betweenSquares = means.reduce(
    (sum, mean, place) => sum + (sizes[place] ?? Number.NaN) * (mean - grand) ** 2,
    0,
  );
  const degrees = { between: sizes.length - 1, within: total - sizes.length };
  if (degrees.within === 0)
    return {
      between: undefined,
      within: degrees.between < 1 ? undefined : betweenSquares / degrees.between,
    };
  const within = withinSquares / degrees.within;
  if (degrees.between === 0) return { between: undefined, within };
  const size = (total - sizes.reduce((sum, size) => sum + size ** 2, 0) / total) / degrees.between;
  return { between: (betweenSquares / degrees.between - within) / size, within };
}
