import { DIMENSIONS, type Dimension, familyOf } from "../../instrument/dimensions.ts";
import type { Item, ItemId } from "../../instrument/item.ts";
import type { ColumnName } from "./columns.ts";
import { type Data, measureOf } from "./data.ts";

const OF_ITEM: readonly ColumnName[] = [
  "item",
  "source",
  "raters",
  "human_mean",
  "human_sd",
  "response_gist",
  "query_gist",
];

/** A row for each item and dimension; wide, one for each item. */
export function itemData(items: readonly Item[], keyed: ReadonlyMap<ItemId, readonly Dimension[]>): Data {
  return {
    columns: [...OF_ITEM, "family", "dimension", "rho", "p", "scored"],
    rows: items.flatMap((item) =>
      DIMENSIONS.map((dimension) => ({
        item: item.id,
        source: item.query.source,
        raters: item.raters,
        human_mean: item.human.mean,
        human_sd: item.human.sd,
        response_gist: item.gist,
        query_gist: item.query.gist,
        family: familyOf(dimension),
        dimension,
        rho: item.loadings[dimension].rho,
        p: item.loadings[dimension].p,
        scored: (keyed.get(item.id) ?? []).includes(dimension),
      })),
    ),
    wide: { by: "dimension", measures: ["rho", "p", "scored"], nameOf: measureOf, without: ["family"] },
  };
}
