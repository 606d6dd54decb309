import CliTable from "cli-table3";
import { markdownTable } from "markdown-table";
import { visibleLine } from "../lib/visible-text.ts";
import { markdownLine, markdownText } from "./line-writers.ts";
import { type Column, cellText, type Table } from "./table.ts";

/** The formats in which a table can be printed. */
export const TABLE_FORMATS = ["table", "markdown"] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

/**
 * Tables in one format, one after the other. Every text in them is written as words: labels are anyone's, and would else
 * be cursor movements, links or commands.
 */
export function renderTables(tables: readonly Table[], format: TableFormat): string {
  return tables.map(format === "table" ? toText : toMarkdown).join("\n");
}

function toText(table: Table): string {
  const { columns } = table;
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
export function renderLines(lines: readonly Line[], format: TableFormat): string {
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
  const { columns } = table;
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
    columns.map((column, place) => {
      const repeats = column.grouped === true && index > 0 && rows[index - 1]?.[place] === row[place];
      return repeats ? "" : write(cellText(row[place], column));
    }),
  );
}

function isNumeric({ digits, scientific }: Column): boolean {
  return digits !== undefined || scientific === true;
}
