import { capitalised } from "../lib/capitalised.ts";
import type { ConditionStyle } from "../scoring/analysis/condition-styles.ts";
import { CHECKS } from "../scoring/screen/screen.ts";
import type { Cell, Table } from "./table.ts";
import { WATCH_COLUMN_HEADERS, watchRow } from "./watch-table.ts";

/** How each condition answers beside the baseline: the watches of a gate, and straight-lining. */
export function styleTable(styles: readonly ConditionStyle[], baseline: string): Table {
  return {
    title: `Response style: each condition (A) and ${baseline} (B)`,
    note:
      "What centred scores cannot see. equivalent: the 90% interval lies within the margin. drifted: it changed (p, adjusted by " +
      `Holm's method and times ${styles.length}, is below .05), and is not shown to be within it. Straight-lining, the share of the most frequent rating, is not tested.`,
    columns: [{ header: "Condition", grouped: true }, ...WATCH_COLUMN_HEADERS],
    rows: styles.flatMap(({ condition, watches, straightLining: { a, b } }): Cell[][] => [
      ...watches.map((watch) => [condition, ...watchRow(watch)]),
      [
        condition,
        capitalised(CHECKS.modal_share.label),
        a,
        b,
        a === undefined || b === undefined ? undefined : a - b,
        undefined,
        undefined,
        "not tested",
      ],
    ]),
  };
}
