import { familyOf } from "../../instrument/dimensions.ts";
import type { ComparedConditions, ConditionResult } from "../../scoring/experiments/compare-conditions.ts";
import type { ColumnName } from "./columns.ts";
import { type Data, type DataRow, measureOf } from "./data.ts";

const MEASURES: readonly ColumnName[] = [
  "difference",
  "se",
  "lower",
  "upper",
  "degrees_of_freedom",
  "no_interval",
  "p",
  "adjusted_p",
  "items",
  "queries",
  "verdict",
];

/** A row for each condition, what it is held against, and dimension; wide, one for each condition and that. */
export function conditionsData(compared: ComparedConditions): Data {
  const { key, margin, baseline, placebo, generic, placeboFromBaseline, conditions } = compared;
  const rows = (
    a: string | undefined,
    b: string | undefined,
    against: string,
    differences: ConditionResult["fromBaseline"] = [],
  ): DataRow[] => differences.map((row) => ({ a, b, against, key, margin, ...cells(row) }));
  return {
    columns: ["a", "b", "against", "key", "margin", "family", "dimension", ...MEASURES],
    rows: [
      ...rows(MEAN, baseline, "baseline", generic?.differences),
      ...rows(placebo, baseline, "baseline", placeboFromBaseline),
      ...conditions.flatMap(({ condition, fromBaseline, fromPlacebo, own }) => [
        ...rows(condition, baseline, "baseline", fromBaseline),
        ...rows(condition, placebo, "placebo", fromPlacebo),
        ...rows(condition, MEAN, "conditions", own),
      ]),
    ],
    wide: { by: "dimension", measures: MEASURES, nameOf: measureOf, without: ["family"] },
  };
}

/** What stands for all conditions together where a run is named. */
const MEAN = "mean of conditions";

function cells(row: ConditionResult["fromBaseline"][number]): DataRow {
  const of = { family: familyOf(row.dimension), dimension: row.dimension };
  if (row.kind === "undefined") return { ...of, no_interval: row.reason };
  const { error, interval, p, adjustedP, verdict } = row.test;
  return {
    ...of,
    difference: row.difference,
    se: error.se,
    lower: interval.lower,
    upper: interval.upper,
    degrees_of_freedom: error.degreesOfFreedom,
    p,
    adjusted_p: adjustedP,
    items: row.items,
    queries: row.queries,
    verdict,
  };
}
