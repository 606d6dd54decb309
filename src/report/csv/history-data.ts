import { type Dimension, familyOf } from "../../instrument/dimensions.ts";
import type { ScreenedHistory } from "../../scoring/analysis/screened-history.ts";
import { ALARM } from "../../scoring/drift/e-process.ts";
import type { HistoryStep } from "../../scoring/drift/run-history.ts";
import type { ColumnName } from "./columns.ts";
import { type Data, type DataRow, measureOf } from "./data.ts";
import { watchCells, watchColumns } from "./watch-cells.ts";

const MEASURES: readonly ColumnName[] = ["score", "items_se", "band_lower", "band_upper"];
const COLUMNS: readonly ColumnName[] = [
  "gate_outcome",
  "gate_summary",
  ...watchColumns(),
  "run",
  "created",
  "step_p",
  "step_e",
  "evidence",
  "alarm",
  "family",
  "dimension",
  ...MEASURES,
];

/** A row for each run and dimension of a series; wide, one for each run. */
export function historyData({ outcome, summary, history, watches }: ScreenedHistory): Data {
  const gate = { gate_outcome: outcome, gate_summary: summary, ...watchCells(watches) };
  const ofRun = ({ id, created, p, e, evidence }: HistoryStep): DataRow => ({
    ...gate,
    run: id,
    created,
    step_p: p,
    step_e: e,
    evidence,
    alarm: evidence >= ALARM,
  });
  const lines = new Map(history.lines.map((line) => [line.dimension, line]));
  const rows = history.steps.flatMap((step, place) =>
    history.dimensions.map((dimension: Dimension): DataRow => {
      const line = lines.get(dimension);
      return {
        ...ofRun(step),
        family: familyOf(dimension),
        dimension,
        score: line?.scores[place],
        items_se: line?.errors[place],
        band_lower: line?.band.lower,
        band_upper: line?.band.upper,
      };
    }),
  );
  return {
    columns: COLUMNS,
    rows,
    wide: { by: "dimension", measures: MEASURES, nameOf: measureOf, without: ["family"] },
  };
}
