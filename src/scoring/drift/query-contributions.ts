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

/** What each query adds to each score of one run on some items; in the order of the dimensions that are measured. */
type OwnContributions = {
  readonly queries: number;
  readonly dimensions: readonly { readonly dimension: Dimension; readonly adds: Float64Array }[];
};

/** How a run is taken apart on some items. */
type TakeApart = (ratings: ItemValues, items: readonly ItemId[]) => OwnContributions;

function takeApart(key: Key, dimensions: readonly Dimension[]): TakeApart {
  return (ratings, items) => {
    const own = new Map(items.map((item) => [item, ratings.get(item) ?? Number.NaN])); // every run has these
    const sums = querySums(own, key);
    return {
      queries: sums.queries.length,
      dimensions: dimensions.flatMap((dimension) => {
        const contrast = scoreContrast(sums, dimension);
        return whyNoInterval(contrast) === undefined
          ? [{ dimension, adds: differenceContributions(contrast) }]
          : [];
      }),
    };
  };
}

/**
 * For the runs of a growing series, each taken apart anew only when a further run has made the common items fewer: a year
 * of nightly runs takes seconds.
 */
export function takeApartOnce(key: Key, dimensions: readonly Dimension[]): TakeApart {
  const anew = takeApart(key, dimensions);
  const kept = new Map<ItemValues, { readonly items: number; readonly own: OwnContributions }>();
  return (ratings, items) => {
    const known = kept.get(ratings);
    // A series only loses common items, so that as many are the same ones.
    if (known?.items === items.length) return known.own;
    const own = anew(ratings, items);
    kept.set(ratings, { items: items.length, own });
    return own;
  };
}

/**
 * Takes the scores of several runs apart by query, each run's level taken out, so that a run's contributions to a
 * dimension add up to its score on the common items.
 */
export function queryContributions(
  runs: readonly ItemValues[],
  key: Key,
  dimensions: readonly Dimension[],
  apart: TakeApart = takeApart(key, dimensions),
): RunContributions {
  const items = [...dimensionsByItem(key).keys()]
    .filter((item) => runs.every((ratings) => ratings.has(item)))
    .sort();
  const all = runs.map((ratings) => apart(ratings, items));
  const { queries = 0, dimensions: measured = [] } = all[0] ?? {};
  return {
    runs: runs.length,
    queries,
    items,
    // Which dimensions are measured hangs on the items, which are the same in all runs.
    dimensions: measured.map(({ dimension }, place) => {
      const cells = new Float64Array(queries * runs.length);
      for (const [run, own] of all.entries()) {
        const adds = own.dimensions[place]?.adds ?? new Float64Array();
        for (let query = 0; query < queries; query += 1) cells[query * runs.length + run] = adds[query] ?? 0;
      }
      return { dimension, cells };
    }),
  };
}

/** Less their mean over runs, within each query. */
export function betweenRuns({ cells }: QueryContributions, runs: number): Float64Array {
  const between = Float64Array.from(cells);
  for (let start = 0; start < cells.length; start += runs) {
    let sum = 0;
    for (let cell = start; cell < start + runs; cell += 1) sum += cells[cell] ?? 0;
    for (let cell = start; cell < start + runs; cell += 1) between[cell] = (cells[cell] ?? 0) - sum / runs;
  }
  return between;
}
