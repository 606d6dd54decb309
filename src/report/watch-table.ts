import { boundsText } from "../lib/number-text.ts";
import { WATCHES, type Watch } from "../scoring/drift/watches.ts";
import type { Cell, Column, Table } from "./table.ts";

/** What a gate watches beside scores: shares are 0 to 1, the mean rating is in points, the slope in points for a point. */
export function watchTable(watches: readonly Watch[]): Table {
  return {
    title: "What centred scores cannot see",
    columns: WATCH_COLUMN_HEADERS,
    rows: watches.map(watchRow),
  };
}

export const WATCH_COLUMN_HEADERS: readonly Column[] = [
  { header: "Watched" },
  { header: "A", digits: 3 },
  { header: "B", digits: 3 },
  { header: "A-B", digits: 3, signed: true },
  { header: "90% interval" },
  { header: "Margin", digits: 2 },
  { header: "Verdict" },
];

/** The cells of one watch under these headers. */
export function watchRow({ id, a, b, difference, interval, margin, verdict }: Watch): Cell[] {
  return [WATCHES[id].label, a, b, difference, boundsText(interval, 3), margin, verdict];
}
