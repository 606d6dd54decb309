import { type JsonDocument, jsonDocument } from "../lib/json-document.ts";
import { type Data, longCsv, wideCsv } from "./csv/data.ts";
import { markdownLine } from "./line-writers.ts";
import { type Line, renderLines, renderTables, TABLE_FORMATS } from "./render-table.ts";
import type { Table } from "./table.ts";

/** The formats in which a command prints what it found. */
export const PRINT_FORMATS = [...TABLE_FORMATS, "csv", "csv-wide", "json"] as const;
export type PrintFormat = (typeof PRINT_FORMATS)[number];

/** What a command found, before it is printed. */
export type Printout = {
  /** All of it, for programs. */
  readonly document: JsonDocument & Readonly<Record<string, unknown>>;
  readonly tables: readonly Table[];
  /** The same as rows of data. */
  readonly data: Data;
  /** What people read below the tables, a line each. */
  readonly below?: readonly Line[];
  /** What must be known of the reading of the runs. The terminal has it on stderr, programs in the document. */
  readonly notes?: readonly string[];
};

/** A printout in one format. */
export function renderPrintout(
  { document, tables, data, below, notes = [] }: Printout,
  format: PrintFormat,
): string {
  if (format === "json") return jsonDocument(document);
  if (format === "csv") return longCsv(data);
  if (format === "csv-wide") return wideCsv(data);
  const text = renderTables(tables, format);
  const lines = below === undefined ? "" : renderLines(below, format);
  const list = format === "markdown" ? notes.map((note) => `- ${markdownLine(note)}\n`).join("") : "";
  return [text, lines, list].filter((part) => part !== "").join("\n");
}
