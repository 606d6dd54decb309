import { WATCH_IDS, type Watch } from "../../scoring/drift/watches.ts";
import { type ColumnName, WATCH_COLUMNS } from "./columns.ts";
import type { DataRow } from "./data.ts";

/** The columns of all watches, in their order. */
export function watchColumns(): readonly ColumnName[] {
  const facts = Object.keys(WATCH_COLUMNS) as (keyof typeof WATCH_COLUMNS)[]; // a record with these keys
  return WATCH_IDS.flatMap((id) => facts.map((fact): ColumnName => `watch_${id}_${fact}`));
}

/** The cells of these columns; empty for what could not be watched. */
export function watchCells(watches: readonly Watch[]): DataRow {
  return Object.fromEntries(
    watches.flatMap(({ id, a, b, difference, interval, margin, verdict }) => {
      const facts: Readonly<Record<keyof typeof WATCH_COLUMNS, string | number>> = {
        from: b,
        to: a,
        difference,
        ...interval,
        margin,
        verdict,
      };
      return Object.entries(facts).map(([fact, value]) => [`watch_${id}_${fact}`, value]);
    }),
  );
}
