import CliTable from "cli-table3";
import { stringify } from "csv-stringify/sync";
import { markdownTable } from "markdown-table";
import { visibleLine } from "../lib/visible-text.ts";
import { csvText, markdownLine, markdownText } from "./line-writers.ts";
import { type Cell, type Column, cellText, type Table } from "./table.ts";

/** The formats in which a table can be printed. */
export const TABLE_FORMATS = ["table", "markdown", "csv"] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

/**
 * Tables in one format, one after the other; CSV has full precision. Every text in them is written as words: labels are
 * anyone's, and would else be cursor movements, links, formulas or commands.
 */
export function renderTables(tables: readonly Table[], format: TableFormat): string {
  if (format === "csv") return toCsv(tables);
  return tables.map(format === "table" ? toText : toMarkdown).join("\n");
}

function toText(table: Table): string {
  const columns = shownColumns(table);
  const rendered = new CliTable({
    head: columns.map(({ header }) => visibleLine(header)),
    colAligns: columns.map((column) => (isNumeric(column) ? "right" : "left")),
    style: { head: [], border: [], compact: true, "padding-left": 0, "padding-right": 2 },
    chars: BORDERLESS,
  });
  for (const row of texts(table, visibleLine)) rendered.push(row);
  const lines = rendered.toString().split("\n");
  const above = [...(table.title === undefined ? [] : [table.title]), ...notesOf(table)].map((line) =>
    wrap(visibleLine(line)),
  );
  return `${[...above, ...lines.map((line) => line.trimEnd())].join("\n")}\n`;
}

/** A line of text below tables. */
export type Line =
  | string
  /** `lead` is ours and written as it is: a word in its colour. */
  | { readonly lead: string; readonly text: string };

/** Lines below tables in one format, each as words: wrapped for a terminal, a paragraph each in markdown. */
export function renderLines(lines: readonly Line[], format: Exclude<TableFormat, "csv">): string {
  const write = format === "table" ? visibleLine : markdownLine;
  const texts = lines.map((line) =>
    typeof line === "string" ? wrap(write(line)) : `${line.lead}${write(line.text)}`,
  );
  return texts.map((text) => `${text}\n`).join(format === "table" ? "" : "\n");
}

/** Breaks lines between words, so that none is wider than a terminal. */
function wrap(text: string): string {
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
  const rows = [columns.map(({ header }) => markdownText(header)), ...texts(table, markdownText)];
  const align = columns.map((column) => (isNumeric(column) ? "r" : "l"));
  const title = table.title === undefined ? "" : `### ${markdownText(table.title)}\n\n`;
  const notes = notesOf(table).map(markdownLine).join("\n");
  const note = notes === "" ? "" : `${notes}\n\n`;
  return `${title}${note}${markdownTable(rows, { align })}\n`;
}

function notesOf({ note = [] }: Table): readonly string[] {
  return typeof note === "string" ? [note] : note;
}

function texts({ columns, rows }: Table, write: (text: string) => string): string[][] {
  return rows.map((row, index) =>
    columns.flatMap((column, place) => {
      if (column.csvOnly === true) return [];
      const repeats = column.grouped === true && index > 0 && rows[index - 1]?.[place] === row[place];
      return [repeats ? "" : write(cellText(row[place], column))];
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
      const header = columns.map((column) => csvText(column.header));
      const previous = all[index - 1]?.columns.map((column) => csvText(column.header));
      const cells = rows.map((row) => row.map((cell, place) => csvCell(cell, columns[place])));
      if (previous?.join() === header.join()) return stringify(cells, CSV);
      return `${index === 0 ? "" : "\n"}${stringify([header, ...cells], CSV)}`;
    })
    .join("");
}

/** Some spreadsheets take a semicolon for the end of a cell. */
const CSV = { quoted_match: ";" };

/** A word in a column of numbers says to people why there is none; programs want the column to be numbers. */
function csvCell(cell: Cell, column: Column | undefined): Cell {
  if (typeof cell !== "string") return cell;
  return column !== undefined && isNumeric(column) ? undefined : csvText(cell);
}

function withoutTextOnly({ columns, rows, ...table }: Table): Table {
  const kept = columns.flatMap(({ textOnly }, place) => (textOnly === true ? [] : [place]));
  const pick = <T>(cells: readonly T[]): T[] => cells.filter((_, place) => kept.includes(place));
  return { ...table, columns: pick(columns), rows: rows.map(pick) };
}
