import CliTable from "cli-table3";
import { stringify } from "csv-stringify/sync";
import { markdownTable } from "markdown-table";
import { type Column, cellText, type Table } from "./table.ts";

/** The formats in which a table can be printed. */
export const TABLE_FORMATS = ["table", "markdown", "csv"] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

/** Tables in one format, one after the other; CSV has full precision. */
export function renderTables(tables: readonly Table[], format: TableFormat): string {
  if (format === "csv") return toCsv(tables);
  return tables.map(format === "table" ? toText : toMarkdown).join("\n");
}

function toText(table: Table): string {
  const columns = shownColumns(table);
  const rendered = new CliTable({
    head: columns.map(({ header }) => header),
    colAligns: columns.map((column) => (isNumeric(column) ? "right" : "left")),
    style: { head: [], border: [], compact: true, "padding-left": 0, "padding-right": 2 },
    chars: BORDERLESS,
  });
  rendered.push(...texts(table));
  const lines = rendered.toString().split("\n");
  const { title, note } = table;
  const above = [title, note].filter((line) => line !== undefined).map(wrap);
  return `${[...above, ...lines.map((line) => line.trimEnd())].join("\n")}\n`;
}

/** Breaks lines between words, so that none is wider than a terminal. */
export function wrap(text: string): string {
  return text.replace(new RegExp(`(?=.{${WIDTH + 1}})(.{1,${WIDTH}})[ ]`, "g"), "$1\n");
}

const WIDTH = 80;

const BORDERLESS = Object.fromEntries(
  [
    "top",
    "top-mid",
    "top-left",
    "top-right",
    "bottom",
    "bottom-mid",
    "bottom-left",
    "bottom-right",
    "left",
    "left-mid",
    "mid",
    "mid-mid",
    "right",
    "right-mid",
    "middle",
  ].map((place) => [place, ""]),
);

function toMarkdown(table: Table): string {
  const columns = shownColumns(table);
  const rows = [columns.map(({ header }) => header), ...texts(table)];
  const align = columns.map((column) => (isNumeric(column) ? "r" : "l"));
  const title = table.title === undefined ? "" : `### ${table.title}\n\n`;
  const note = table.note === undefined ? "" : `${table.note}\n\n`;
  return `${title}${note}${markdownTable(rows, { align })}\n`;
}

function texts({ columns, rows }: Table): string[][] {
  return rows.map((row, index) =>
    columns.flatMap((column, place) => {
      if (column.csvOnly === true) return [];
      const repeats = column.grouped === true && index > 0 && rows[index - 1]?.[place] === row[place];
      return [repeats ? "" : cellText(row[place], column)];
    }),
  );
}

function shownColumns({ columns }: Table): Column[] {
  return columns.filter(({ csvOnly }) => csvOnly !== true);
}

function isNumeric({ digits, scientific }: Column): boolean {
  return digits !== undefined || scientific === true;
}

/** A header wherever the columns change, after a blank line. */
function toCsv(tables: readonly Table[]): string {
  return tables
    .map(withoutTextOnly)
    .map(({ columns, rows }, index, all) => {
      const header = columns.map((column) => column.header);
      const previous = all[index - 1]?.columns.map((column) => column.header);
      if (previous?.join() === header.join()) return stringify([...rows]);
      return `${index === 0 ? "" : "\n"}${stringify([header, ...rows])}`;
    })
    .join("");
}

function withoutTextOnly({ columns, rows, ...table }: Table): Table {
  const kept = columns.flatMap(({ textOnly }, place) => (textOnly === true ? [] : [place]));
  const pick = <T>(cells: readonly T[]): T[] => cells.filter((_, place) => kept.includes(place));
  return { ...table, columns: pick(columns), rows: rows.map(pick) };
}
