import { stringify } from "csv-stringify/sync";
import { csvText } from "../line-writers.ts";
import type { ColumnName } from "./columns.ts";

/** A fact in its own type: CSV is data, and whoever rounds or words a number does it in a table for people. */
export type DataValue = string | number | boolean | undefined;

/** One row of data by the names of its columns; what is not there is empty. */
export type DataRow = Readonly<Partial<Record<ColumnName, DataValue>>>;

/** Rows of data, long: one for each thing that was measured, and how to make one row of several. */
export type Data = {
  readonly columns: readonly ColumnName[];
  readonly rows: readonly DataRow[];
  /** How long rows become wide; absent where each row is of a thing of its own already. Rows that differ in `by` and `measures` only become one, with a column for each measure and value of `by`. */
  readonly wide?: {
    readonly by: ColumnName;
    readonly measures: readonly ColumnName[];
    /** How such a column is called. */
    readonly nameOf: (measure: ColumnName, value: string) => string;
    /** What else differs between rows that become one, and is left out. */
    readonly without: readonly ColumnName[];
  };
};

/**
 * The name of a wide column of a measure that every dimension has.
 * @example
 * measureOf("score", "Power"); // => "score_Power"
 */
export function measureOf(measure: ColumnName, dimension: string): string {
  return `${measure}_${dimension}`;
}

/** Data as CSV, one row for each thing that was measured. */
export function longCsv({ columns, rows }: Data): string {
  return csv(
    columns,
    rows.map((row) => columns.map((column) => row[column])),
  );
}

/** Data as CSV, one row for each run, or whatever else the things were measured of. */
export function wideCsv(data: Data): string {
  if (data.wide === undefined) return longCsv(data);
  const { columns, rows } = data;
  const { by, measures, nameOf, without } = data.wide;
  const kept = columns.filter(
    (column) => column !== by && !measures.includes(column) && !without.includes(column),
  );
  const groups = new Map<string, Map<string, DataRow>>();
  const values = new Set<string>();
  for (const row of rows) {
    const value = String(row[by]);
    values.add(value);
    const name = JSON.stringify(kept.map((column) => row[column] ?? null));
    const group = groups.get(name) ?? new Map<string, DataRow>();
    groups.set(name, group.set(value, row));
  }
  const cells = [...measures].flatMap((measure) => [...values].map((value) => ({ measure, value })));
  return csv(
    [...kept, ...cells.map(({ measure, value }) => nameOf(measure, value))],
    [...groups.values()].map((group) => {
      const [first] = group.values();
      return [
        ...kept.map((column) => first?.[column]),
        ...cells.map(({ measure, value }) => group.get(value)?.[measure]),
      ];
    }),
  );
}

function csv(header: readonly string[], rows: readonly (readonly DataValue[])[]): string {
  return stringify([header.map(csvText), ...rows.map((row) => row.map(cell))], OPTIONS);
}

/** Some spreadsheets take a semicolon for the end of a cell. */
const OPTIONS = { quoted_match: ";" };

/** Numbers with all their digits and a point, whatever the reader's country; what is no number is no figure. */
function cell(value: DataValue): string | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : undefined;
  return typeof value === "string" ? csvText(value) : value?.toString();
}
