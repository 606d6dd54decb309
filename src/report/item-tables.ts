import { DIMENSIONS, type Dimension, labelOf } from "../instrument/dimensions.ts";
import type { Item, ItemId, ItemText } from "../instrument/item.ts";
import { jsonDocument } from "../lib/json-document.ts";
import { decimals } from "../lib/number-text.ts";
import { longCsv, wideCsv } from "./csv/data.ts";
import { itemData } from "./csv/item-data.ts";
import type { PrintFormat, Printout } from "./printout.ts";
import { renderTables, type TableFormat } from "./render-table.ts";
import type { Cell, Column, Table } from "./table.ts";

/** The dimensions for which a key scores each item; an item of none is not in it. */
type Keyed = ReadonlyMap<ItemId, readonly Dimension[]>;

/**
 * A list of items.
 * @param total how many items there are
 * @param dimension the one whose loadings are shown
 */
export function itemsPrintout(
  items: readonly Item[],
  total: number,
  keyed: Keyed,
  dimension: Dimension | undefined,
): Printout {
  const loading: Column[] = dimension === undefined ? [] : [{ header: "Loading", digits: 2 }];
  return {
    document: itemsDocument(items, keyed),
    data: itemData(items, keyed),
    tables: [
      {
        title: `${items.length} of ${total} items`,
        columns: [
          { header: "Item" },
          ...loading,
          { header: "Human", digits: 2 },
          { header: "Response, in our words" },
        ],
        rows: items.map((item): Cell[] => [
          item.id,
          ...(dimension === undefined ? [] : [item.loadings[dimension].rho]),
          item.human.mean,
          item.gist,
        ]),
      },
    ],
  };
}

/**
 * All that is known about some items, one after the other.
 * @param textOf undefined when the item texts are not on this computer
 */
export function itemDetails(
  items: readonly Item[],
  keyed: Keyed,
  textOf: ((item: ItemId) => ItemText) | undefined,
  format: PrintFormat,
): string {
  if (format === "json") return jsonDocument(itemsDocument(items, keyed));
  if (format === "csv") return longCsv(itemData(items, keyed));
  if (format === "csv-wide") return wideCsv(itemData(items, keyed));
  return items
    .map((item) => `${heading(item, textOf?.(item.id))}${loadings(item, keyed.get(item.id) ?? [], format)}`)
    .join("\n");
}

function itemsDocument(items: readonly Item[], keyed: Keyed) {
  const rows = items.map((item) => ({ ...item, dimensions: keyed.get(item.id) ?? [] }));
  return { format: "value-portrait/items", version: 1, items: rows };
}

function heading(item: Item, words: ItemText | undefined): string {
  const { query, human } = item;
  return [
    `${item.id} (${query.source}; ${query.topics.join(", ")})`,
    `Query, in our words: ${query.gist}`,
    `Response, in our words: ${item.gist}`,
    ...(words === undefined
      ? ["Texts: not on this computer. Get them with: value-portrait pull"]
      : [`Query: ${[words.title, words.query].filter(Boolean).join("\n")}`, `Response: ${words.response}`]),
    `People: ${item.raters} raters, mean ${decimals(human.mean, 2)}, SD ${decimals(human.sd, 2)}; ratings 1 to 6: ${human.histogram.join(" ")}`,
    "",
  ].join("\n");
}

function loadings(item: Item, scored: readonly Dimension[], format: TableFormat): string {
  const table: Table = {
    columns: [
      { header: "Dimension" },
      { header: "Loading", digits: 2, signed: true },
      { header: "p", digits: 3 },
      { header: "Scored" },
    ],
    rows: DIMENSIONS.map((dimension): Cell[] => [
      labelOf(dimension),
      item.loadings[dimension].rho,
      item.loadings[dimension].p,
      scored.includes(dimension) ? "yes" : "",
    ]),
  };
  return renderTables([table], format);
}
