import { DIMENSIONS_OF, type Dimension, familyOf } from "../dimensions.ts";
import { type ItemId, portraitOf } from "../item.ts";
import type { Key } from "../key.ts";
import { familyItems } from "./family-items.ts";

/** Ratings of items, 1 to 6, or differences between two respondents' ratings of them, -5 to 5. */
export type ItemValues = ReadonlyMap<ItemId, number>;

/** A centred score with its standard error in closed form. */
export type ClusteredScore = {
  readonly dimension: Dimension;
  /** In rating points: about 0. */
  readonly centred: number;
  /** Over other queries; undefined when the keyed items come from one query. */
  readonly se: number | undefined;
  /** Keyed items that have a value, and the queries that they belong to. */
  readonly items: number;
  readonly queries: number;
  /** What each keyed item adds to the score; the sum is the score. In item order. */
  readonly contributions: readonly { readonly item: ItemId; readonly value: number; readonly adds: number }[];
};

/**
 * The centred score of a dimension, item by item, with a standard error that needs no resampling: the linearised
 * (sandwich) estimate for a difference of two means whose items come in clusters, here queries, with the factor
 * G / (G - 1) for G queries (Liang & Zeger 1986; Cameron & Miller 2015, section II). It answers the same question
 * as a bootstrap over queries, with which it agrees within some percent, and takes microseconds.
 * Applied to `differencesOf` two respondents it is the paired comparison of their scores.
 * Undefined when no keyed item has a value.
 * @param reverse makes the value of an item that counts in reverse: 7 - rating, or -difference
 */
export function clusteredScore(
  values: ItemValues,
  key: Key,
  dimension: Dimension,
  reverse: (value: number) => number = (rating) => 7 - rating,
): ClusteredScore | undefined {
  const scored = key.items[dimension].flatMap(({ item, sign }) => {
    const value = values.get(item);
    return value === undefined ? [] : [{ item, value: sign === 1 ? value : reverse(value) }];
  });
  if (scored.length === 0) return undefined;
  const family = familyItems(key, familyOf(dimension)).flatMap((item) => {
    const value = values.get(item);
    return value === undefined ? [] : [{ item, value }];
  });
  const level = meanOf(scored);
  const baseline = meanOf(family);
  const influence = new Map<number, number>();
  const influenced = (item: ItemId, by: number) => {
    const query = portraitOf(item);
    influence.set(query, (influence.get(query) ?? 0) + by);
  };
  for (const { item, value } of scored) influenced(item, (value - level) / scored.length);
  for (const { item, value } of family) influenced(item, (baseline - value) / family.length);
  const queries = new Set(scored.map(({ item }) => portraitOf(item))).size;
  return {
    dimension,
    centred: level - baseline,
    se: queries < 2 ? undefined : clusteredError([...influence.values()]),
    items: scored.length,
    queries,
    contributions: scored.map(({ item, value }) => ({
      item,
      value,
      adds: (value - baseline) / scored.length,
    })),
  };
}

/** The scores of all dimensions of a family that have a value. */
export function clusteredScores(
  values: ItemValues,
  key: Key,
  family: keyof typeof DIMENSIONS_OF,
): readonly ClusteredScore[] {
  return DIMENSIONS_OF[family].flatMap((dimension) => clusteredScore(values, key, dimension) ?? []);
}

/** One respondent's values less another's, over the items that both have. */
export function differencesOf(one: ItemValues, other: ItemValues): ItemValues {
  return new Map(
    [...one].flatMap(([item, value]) => {
      const subtracted = other.get(item);
      return subtracted === undefined ? [] : [[item, value - subtracted] as const];
    }),
  );
}

/** The influences of the clusters sum to 0, so their squares need no centring. */
function clusteredError(influences: readonly number[]): number {
  const sumOfSquares = influences.reduce((sum, influence) => sum + influence ** 2, 0);
  return Math.sqrt((influences.length / (influences.length - 1)) * sumOfSquares);
}

function meanOf(items: readonly { readonly value: number }[]): number {
  return items.reduce((sum, { value }) => sum + value, 0) / items.length;
}
