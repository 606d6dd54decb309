import { mean, sampleVariance } from "simple-statistics";
import type { Dimension } from "../../instrument/dimensions.ts";
import { type ItemId, portraitOf } from "../../instrument/item.ts";
import type { Key } from "../../instrument/key.ts";
import { scoredRating } from "../score/scored-ratings.ts";
import { type ContrastItems, contrastItems, designOf } from "./contrast-design.ts";
import { contrastVariance } from "./d-study.ts";
import { type QueryValues, queryCovariance } from "./query-covariance.ts";
import type { RatingTable } from "./rating-table.ts";
import type { ContrastComponents } from "./reliability.ts";
import { varianceComponents } from "./variance-components.ts";

/**
 * The G study of one dimension's centred score in one run. The score is a contrast between the keyed items and
 * the rest of the family, so each of the two sets has its own components (keyed items of one value vary less, or
 * more, than those of another), and the queries that both share tie them together (multivariate
 * generalizability, Brennan 2001, chapters 9 to 11). Undefined when no keyed item is in the table or no other.
 */
export function contrastComponents(
  table: RatingTable,
  key: Key,
  dimension: Dimension,
): ContrastComponents | undefined {
  const items = contrastItems(key, dimension, new Set(table.items));
  if (items === undefined) return undefined;
  const [keyed, rest] = [inDirection(table, items.keyed), inDirection(table, items.rest)];
  const shared = sharedComponents(keyed, rest);
  const components = { keyed: varianceComponents(keyed), rest: varianceComponents(rest), shared };
  const scores = table.variants.map(
    (_, column) => score(keyed, items.keyed, column) + score(rest, items.rest, column),
  );
  const error = contrastVariance(
    varyingPart({ ...components, dimensionByVariant: undefined }),
    designOf(key, items),
    1,
  );
  return {
    ...components,
    dimensionByVariant: error === undefined || scores.length < 2 ? undefined : sampleVariance(scores) - error,
  };
}

/** The rows of some items, in scored direction. */
function inDirection(table: RatingTable, items: ContrastItems["keyed"]): RatingTable {
  const rows = rowsOf(table);
  return {
    variants: table.variants,
    items: items.map(({ item }) => item),
    ratings: items.map((keyed) => (rows.get(keyed.item) ?? []).map((rating) => scoredRating(rating, keyed))),
  };
}

/** Kept for each table, which is asked for twice for each dimension. */
function rowsOf(table: RatingTable): ReadonlyMap<ItemId, readonly number[]> {
  const kept = tableRows.get(table);
  if (kept !== undefined) return kept;
  const rows = new Map(table.items.map((item, index) => [item, table.ratings[index] ?? []]));
  tableRows.set(table, rows);
  return rows;
}

const tableRows = new WeakMap<RatingTable, ReadonlyMap<ItemId, readonly number[]>>();

/** As in varianceComponents, from item means and from deviations. */
function sharedComponents(keyed: RatingTable, rest: RatingTable): ContrastComponents["shared"] {
  const variants = keyed.variants.length;
  const [ones, others] = [meansByQuery(keyed), meansByQuery(rest)];
  const stable = queryCovariance(ones, others);
  if (stable === undefined || variants < 2) return { query: stable, queryByVariant: undefined };
  const columns = keyed.variants.map(
    (_, column) => queryCovariance(deviations(keyed, ones, column), deviations(rest, others, column)) ?? 0,
  );
  const queryByVariant = columns.reduce((sum, covariance) => sum + covariance, 0) / (variants - 1);
  return { query: stable - queryByVariant / variants, queryByVariant };
}

function meansByQuery({ items, ratings }: RatingTable): QueryValues {
  return { values: ratings.map((row) => mean([...row])), queries: items.map(portraitOf) };
}

/** What the ratings under one variant deviate from the item means. */
function deviations({ ratings }: RatingTable, { values, queries }: QueryValues, column: number): QueryValues {
  return {
    values: ratings.map((row, index) => (row[column] ?? Number.NaN) - (values[index] ?? Number.NaN)),
    queries,
  };
}

function score({ ratings }: RatingTable, items: ContrastItems["keyed"], column: number): number {
  return items.reduce((sum, { weight }, row) => sum + weight * (ratings[row]?.[column] ?? Number.NaN), 0);
}

/** Only what differs from variant to variant; undefined parts stay so. */
function varyingPart({ keyed, rest, shared }: ContrastComponents): ContrastComponents {
  const varying = (components: ContrastComponents["keyed"]) => ({ ...components, query: 0, item: 0 });
  return {
    keyed: varying(keyed),
    rest: varying(rest),
    shared: { ...shared, query: 0 },
    dimensionByVariant: undefined,
  };
}
