import { DIMENSIONS, type Dimension, FAMILIES, type Family, familyOf } from "../../instrument/dimensions.ts";
import { type ItemId, portraitOf } from "../../instrument/item.ts";
import {
  familyItems,
  type Key,
  type KeyedItem,
  type TaggingKey,
  type WeighingKey,
} from "../../instrument/key.ts";
import { recordOf } from "../../lib/record-of.ts";
import type { ItemValues } from "../score/item-ratings.ts";
import { ownRatings, weighItems } from "../score/item-weights.ts";
import { scoredRating } from "../score/scored-ratings.ts";

/** What a mean rating is made of, by query: sums of ratings and numbers of items. The mean is their quotient. */
export type RatioSums = {
  readonly sums: Float64Array;
  /** What the sums are divided by: numbers of rated items, or sums of their weights. */
  readonly counts: Float64Array;
  /** Numbers of rated items, where these are not the counts. */
  readonly items?: Float64Array;
};

/**
 * A run reduced to what all uncertainty of its scores needs: for each query the sum of scored ratings and the
 * number of rated items, of every dimension and, in rating direction, of every family's baseline. A score is a
 * difference of two quotients of such sums over queries, and a resample of queries weighs them. Under a weighing key
 * the sums of a dimension are of weights times what people's means do not explain of the ratings, the weights half
 * the absolute ones, and the baseline is 0: linearised so, a query's pull is to first order that of weights and
 * regression made anew without it.
 */
export type QuerySums = {
  /** Portrait ids, ascending; the arrays below are in this order. */
  readonly queries: readonly number[];
  readonly dimensions: Readonly<Record<Dimension, RatioSums>>;
  readonly families: Readonly<Record<Family, RatioSums>>;
};

/**
 * Sums by query of item ratings (1 to 6), over the queries with a rated item of any dimension. Dimensions are
 * summed in scored direction, families in rating direction whatever the sign, as `scoreRun` does.
 * @param queries portrait ids, when other than those of the ratings: the frame of a larger analysis
 */
export function querySums(
  ratings: ReadonlyMap<ItemId, number>,
  key: Key,
  queries: readonly number[] = ratedQueries(ratings, key),
): QuerySums {
  return key.kind === "weighing" ? weighedSums(ratings, key, queries) : taggedSums(ratings, key, queries);
}

function taggedSums(ratings: ItemValues, key: TaggingKey, queries: readonly number[]): QuerySums {
  const indexOf = new Map(queries.map((query, index) => [query, index]));
  const sumUp = (keyed: readonly KeyedItem[]): RatioSums => {
    const sums = new Float64Array(queries.length);
    const counts = new Float64Array(queries.length);
    for (const keyedItem of keyed) {
      const rating = ratings.get(keyedItem.item);
      const index = indexOf.get(portraitOf(keyedItem.item));
      if (rating === undefined || index === undefined) continue;
      sums[index] = (sums[index] ?? 0) + scoredRating(rating, keyedItem);
      counts[index] = (counts[index] ?? 0) + 1;
    }
    return { sums, counts };
  };
  const asRated = (family: Family) => familyItems(key, family).map((item): KeyedItem => ({ item, sign: 1 }));
  return {
    queries,
    dimensions: recordOf(DIMENSIONS, (dimension) => sumUp(key.items[dimension])),
    families: recordOf(FAMILIES, (family) => sumUp(asRated(family))),
  };
}

/** Portrait ids of the queries with a rated item of any dimension, ascending. */
function ratedQueries(ratings: ReadonlyMap<ItemId, number>, key: Key): readonly number[] {
  const rated = FAMILIES.flatMap((family) => familyItems(key, family)).filter((item) => ratings.has(item));
  return [...new Set(rated.map(portraitOf))].sort((one, other) => one - other);
}

function weighedSums(ratings: ItemValues, key: WeighingKey, queries: readonly number[]): QuerySums {
  const weighing = weighItems(key, ratings);
  const own = ownRatings(weighing, ratings);
  const indexOf = new Map(queries.map((query, index) => [query, index]));
  const rows = weighing.items.map((item) => indexOf.get(portraitOf(item)));
  const sumUp = (add: (item: number) => number) => {
    const sums = new Float64Array(queries.length);
    for (let item = 0; item < rows.length; item += 1) {
      const row = rows[item];
      if (row !== undefined) sums[row] = (sums[row] ?? 0) + add(item);
    }
    return sums;
  };
  const none = new Float64Array(queries.length);
  const items = sumUp(() => 1);
  const ofDimension = (dimension: Dimension): RatioSums => {
    const weights = weighing.weights?.[dimension];
    if (weights === undefined) return { sums: none, counts: none, items };
    return {
      sums: sumUp((item) => (weights[item] ?? Number.NaN) * (own[item] ?? Number.NaN)),
      counts: sumUp((item) => Math.abs(weights[item] ?? Number.NaN) / 2),
      items,
    };
  };
  return {
    queries,
    dimensions: recordOf(DIMENSIONS, ofDimension),
    families: recordOf(FAMILIES, () => ({ sums: none, counts: items })),
  };
}

/** The mean rating that some sums make up; NaN without any item. */
export function meanOf(part: RatioSums): number {
  return total(part.sums) / weightOf(part);
}

/** What the sum over all queries is divided by: the number of items, where they weigh the same. */
export function weightOf({ counts }: RatioSums): number {
  return total(counts);
}

/** Items in some sums, and the queries that they belong to. */
export function sizeOf({ counts, items = counts }: RatioSums): {
  readonly items: number;
  readonly queries: number;
} {
  let queries = 0;
  for (const count of items) if (count > 0) queries += 1;
  return { items: total(items), queries };
}

/**
 * A difference of two mean ratings of one run, or of two paired runs' rating differences: `of` minus `against`.
 * A score is that of a dimension and its family's baseline.
 */
export type Contrast = { readonly of: RatioSums; readonly against: RatioSums };

/**
 * The same sums of two respondents with the same rated items, the first minus the second: what holds for a score's
 * uncertainty holds for that of their difference.
 */
export function subtractSums(a: QuerySums, b: QuerySums): QuerySums {
  return {
    queries: a.queries,
    dimensions: recordOf(DIMENSIONS, (name) => subtractRatio(a.dimensions[name], b.dimensions[name])),
    families: recordOf(FAMILIES, (name) => subtractRatio(a.families[name], b.families[name])),
  };
}

/** `subtractSums` of one contrast. */
export function contrastDifference(one: Contrast, other: Contrast): Contrast {
  return { of: subtractRatio(one.of, other.of), against: subtractRatio(one.against, other.against) };
}

function subtractRatio(one: RatioSums, other: RatioSums): RatioSums {
  return { ...one, sums: one.sums.map((sum, query) => sum - (other.sums[query] ?? 0)) };
}

/** The contrast that a dimension's centred score is. */
export function scoreContrast({ dimensions, families }: QuerySums, dimension: Dimension): Contrast {
  return { of: dimensions[dimension], against: families[familyOf(dimension)] };
}

/** The size of a contrast in rating points; NaN when either mean is of no item. */
export function contrastValue({ of, against }: Contrast): number {
  return meanOf(of) - meanOf(against);
}

/** A loop, because a list of ranks adds up thousands of these. */
function total(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
