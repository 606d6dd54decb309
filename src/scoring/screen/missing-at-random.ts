import { shuffle, sum } from "simple-statistics";
import { DIMENSIONS, type Dimension } from "../../instrument/dimensions.ts";
import { type ItemId, portraitOf } from "../../instrument/item.ts";
import { dimensionsByItem, type Key } from "../../instrument/key.ts";
import { groupBy } from "../../lib/group-by.ts";
import type { Random } from "../../lib/random.ts";
import type { Response } from "../../runs/answer.ts";
import { holm } from "../statistics/holm.ts";

/** How many of the answers to a dimension's items cannot be used, and whether that is more than chance gives. */
export type DimensionMissing = {
  readonly dimension: Dimension;
  /** Share of unusable answers, mean over the dimension's items: 0 to 1. */
  readonly share: number;
  /** The same over the other items; undefined when all items are keyed to the dimension. */
  readonly elsewhere?: number | undefined;
  /** One-sided, by permutation. */
  readonly p: number;
  /** p adjusted by Holm's method for the dimensions tested. */
  readonly adjusted: number;
};

/**
 * Are unusable answers concentrated in some dimensions? If so the rated items of a dimension are a selection, and
 * its score is about them only. For each dimension with an item in the run: the share of unusable answers to its
 * items, against the distribution when queries are dealt out anew. Whole queries are permuted, because a query
 * that is refused is refused with all five responses; only among queries with equally many items in the run.
 * p = (1 + permutations with at least this share) / (1 + permutations), adjusted over dimensions by Holm's method.
 * With the default number of permutations the smallest adjusted p over 19 dimensions is .019.
 */
export function missingAtRandom(
  responses: readonly Response[],
  key: Key,
  { permutations = 999, random }: { readonly permutations?: number; readonly random: Random },
): DimensionMissing[] {
  const shares = unusableShares(responses);
  const dimensions = DIMENSIONS.filter((dimension) =>
    key.items[dimension].some(({ item }) => shares.has(item)),
  );
  const keyed = dimensionsByItem(key);
  const strata = queriesBySize(shares).map((queries) =>
    queries.map((items) => ({
      shares: items.map((item) => shares.get(item) ?? 0),
      dimensions: items.map((item) =>
        (keyed.get(item) ?? []).map((dimension) => dimensions.indexOf(dimension)),
      ),
    })),
  );
  const totals = (deal: <T>(queries: readonly T[]) => readonly T[]) => {
    const counts = new Float64Array(dimensions.length);
    for (const queries of strata)
      for (const [index, { shares: dealt }] of deal(queries).entries())
        for (const [position, share] of dealt.entries())
          if (share > 0)
            for (const dimension of queries[index]?.dimensions[position] ?? [])
              counts[dimension] = (counts[dimension] ?? 0) + share;
    return counts;
  };
  const observed = totals((queries) => queries);
  const reached = new Uint32Array(dimensions.length);
  for (let permutation = 0; permutation < permutations; permutation += 1)
    for (const [index, total] of totals((queries) => shuffle([...queries], random)).entries())
      if (total >= (observed[index] ?? 0) - ROUNDING) reached[index] = (reached[index] ?? 0) + 1;
  const ps = dimensions.map((_, index) => (1 + (reached[index] ?? 0)) / (1 + permutations));
  const adjusted = holm(ps);
  return dimensions.map((dimension, index) => ({
    ...dimensionShares(dimension, key, shares),
    p: ps[index] ?? Number.NaN,
    adjusted: adjusted[index] ?? Number.NaN,
  }));
}

/** Totals that are equal but were summed in another order count as equal. */
const ROUNDING = 1e-9;

/** The largest share of unusable answers that any dimension has, 0 to 1; undefined when the run asks none. */
export function largestMissing(
  responses: readonly Response[],
  key: Key,
): Pick<DimensionMissing, "dimension" | "share"> | undefined {
  const shares = unusableShares(responses);
  return DIMENSIONS.filter((dimension) => key.items[dimension].some(({ item }) => shares.has(item)))
    .map((dimension) => {
      const items = new Set(key.items[dimension].map(({ item }) => item));
      return { dimension, share: meanShare(shares, (item) => items.has(item)) };
    })
    .toSorted((one, other) => other.share - one.share)[0];
}

function dimensionShares(
  dimension: Dimension,
  key: Key,
  shares: ReadonlyMap<ItemId, number>,
): Pick<DimensionMissing, "dimension" | "share" | "elsewhere"> {
  const items = new Set(key.items[dimension].map(({ item }) => item));
  const elsewhere = meanShare(shares, (item) => !items.has(item));
  return {
    dimension,
    share: meanShare(shares, (item) => items.has(item)),
    elsewhere: Number.isNaN(elsewhere) ? undefined : elsewhere,
  };
}

/** NaN where no item is meant. */
function meanShare(shares: ReadonlyMap<ItemId, number>, isMeant: (item: ItemId) => boolean): number {
  const meant: number[] = [];
  for (const [item, share] of shares) if (isMeant(item)) meant.push(share);
  return sum(meant) / meant.length;
}

/** For each item of the run the share of its answers that cannot be used. */
function unusableShares(responses: readonly Response[]): ReadonlyMap<ItemId, number> {
  const items = groupBy(responses, ({ item }) => item);
  return new Map(
    [...items].map(([item, answers]) => [
      item,
      answers.filter(({ answer }) => answer.kind !== "rating").length / answers.length,
    ]),
  );
}

/** The queries of the run as lists of their items, in item order; queries with equally many items together. */
function queriesBySize(shares: ReadonlyMap<ItemId, number>): readonly (readonly (readonly ItemId[])[])[] {
  const queries = groupBy([...shares.keys()].toSorted(), portraitOf);
  return [...groupBy(queries.values(), ({ length }) => length).values()];
}
