import type { Comparison } from "../../scoring/compare/comparison.ts";
import { fixedInterval } from "../../scoring/drift/fixed-items.ts";
import type { GateResult } from "../../scoring/drift/gate.ts";
import type { ColumnName } from "./columns.ts";
import { comparisonData } from "./comparison-data.ts";
import type { Data } from "./data.ts";
import { watchCells, watchColumns } from "./watch-cells.ts";

const OF_GATE: readonly ColumnName[] = ["rule", "gate_outcome", "gate_summary", ...watchColumns()];
const ON_ITEMS: readonly ColumnName[] = ["items_se", "items_lower", "items_upper", "items_verdict"];

/** A row for each dimension that a gate looks at, each with what the gate says and what it watches; wide, one row. */
export function gateData(result: GateResult, comparison: Comparison): Data {
  const { columns, rows, wide } = comparisonData(comparison, result.screens, result.dimensions);
  const gate = {
    rule: result.rule,
    gate_outcome: result.outcome,
    gate_summary: result.summary,
    ...watchCells(result.watches),
  };
  return {
    columns: [...OF_GATE, ...columns, ...ON_ITEMS],
    rows: rows.map((row) => {
      const own = result.onItems?.dimensions.find(({ dimension }) => dimension === row.dimension);
      if (own === undefined) return { ...gate, ...row };
      const { lower, upper } = fixedInterval(own);
      return {
        ...gate,
        ...row,
        items_se: own.se,
        items_lower: lower,
        items_upper: upper,
        items_verdict: own.equivalent ? "equivalent" : "inconclusive",
      };
    }),
    ...(wide === undefined ? {} : { wide: { ...wide, measures: [...wide.measures, ...ON_ITEMS] } }),
  };
}
