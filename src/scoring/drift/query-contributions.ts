import type { Dimension } from "../../instrument/dimensions.ts";
import type { ItemId } from "../../instrument/item.ts";
import { dimensionsByItem, type Key } from "../../instrument/key.ts";
import type { ItemValues } from "../score/item-ratings.ts";
import { querySums, scoreContrast } from "../uncertainty/query-sums.ts";
import { whyNoInterval } from "../uncertainty/score-intervals.ts";
import { differenceContributions } from "../uncertainty/sign-flip.ts";

/** What each query adds to a score in each of several runs: all runs of the first query, then of the second, ... */
export type QueryContributions = { readonly dimension: Dimension; readonly cells: Float64Array };

/** The same for several dimensions, on the scored items that every run rated. */
export type RunContributions = {
  readonly runs: number;
  readonly queries: number;
  readonly items: readonly ItemId[];
  /** Of the dimensions that have a standard error on these items. */
  readonly dimensions: readonly QueryContributions[];
};

/**
 * Takes the scores of several runs apart by query, each run's level taken out, so that a run's contributions to a
 * dimension add up to its score on the common items.
 */
export function queryContributions(
  runs: readonly ItemValues[],
  key: Key,
  dimensions: readonly Dimension[],
): RunContributions {
  const items = [...dimensionsByItem(key).keys()]
    .filter((item) => runs.every((ratings) => ratings.has(item)))
    .sort();
  const sums = runs.map((ratings) =>
    querySums(new Map(items.map((item) => [item, ratings.get(item) ?? Number.NaN])), key),
  );
  const [first] = sums;
  const queries = first?.queries.length ?? 0;
  const measured = dimensions.filter(
    (dimension) => first !== undefined && whyNoInterval(scoreContrast(first, dimension)) === undefined,
  );
  return {
    runs: runs.length,
    queries,
    items,
    dimensions: measured.map((dimension) => {
      const cells = new Float64Array(queries * runs.length);
      for (const [run, own] of sums.entries())
        for (const [query, value] of differenceContributions(scoreContrast(own, dimension)).entries())
          cells[query * runs.length + run] = value;
      return { dimension, cells };
    }),
  };
}

/** Less their mean over runs, within each query. */
export function betweenRuns({ cells }: QueryContributions, runs: number): Float64Array {
  return cells.map((value, cell) => {
    const start = cell - (cell % runs);
    return value - cells.subarray(start, start + runs).reduce((sum, one) => sum + one, 0) / runs;
  });
}
