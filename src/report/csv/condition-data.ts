import { DIMENSIONS, type Dimension, familyOf, VALUES } from "../../instrument/dimensions.ts";
import type { ConditionStyle } from "../../scoring/analysis/condition-styles.ts";
import type { ComparedConditions, ConditionResult } from "../../scoring/experiments/compare-conditions.ts";
import type { HeldAgainstPeople } from "../../scoring/experiments/condition-people.ts";
import type { ColumnName } from "./columns.ts";
import { type Data, type DataRow, measureOf } from "./data.ts";
import { watchCells, watchColumns } from "./watch-cells.ts";

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
  "people_contrast",
  "gap_excess",
  "gap_lower",
  "gap_upper",
  "gap_adjusted_p",
  "gap_verdict",
  "trend",
  "people_trend",
];

/** Of a condition and what it is held against, the same for every dimension. */
const OF_PEOPLE: readonly ColumnName[] = [
  "people_group",
  "people_cosine",
  "people_cosine_lower",
  "people_cosine_upper",
  "people_cosine_p",
  "people_same_sign",
  "people_decided",
  "people_size_ratio",
  "people_rho",
];

/** How a condition answers beside the baseline. */
const OF_STYLE: readonly ColumnName[] = ["straight_lining", "baseline_straight_lining", ...watchColumns()];

/**
 * A row for each condition, what it is held against, and dimension; wide, one for each condition and that. Conditions
 * that were left out have no differences, but a style.
 */
export function conditionsData(compared: ComparedConditions, styles: readonly ConditionStyle[]): Data {
  const { key, margin, baseline, placebo, generic, placeboFromBaseline, conditions, axes } = compared;
  const rows = (
    a: string | undefined,
    b: string | undefined,
    against: string,
    differences: ConditionResult["fromBaseline"] = [],
    of: DataRow = {},
  ): DataRow[] => differences.map((row) => ({ a, b, against, key, margin, ...of, ...cells(row) }));
  const styleOf = (condition: string | undefined): DataRow => {
    const style = styles.find((one) => one.condition === condition);
    if (style === undefined) return {};
    const { a, b } = style.straightLining;
    return { ...watchCells(style.watches), straight_lining: a, baseline_straight_lining: b };
  };
  const known = new Set([placebo, ...conditions.map(({ condition }) => condition)]);
  const leftOut = styles.filter(({ condition }) => !known.has(condition));
  return {
    columns: [
      "axis",
      "a",
      "b",
      "against",
      "key",
      "margin",
      ...OF_PEOPLE,
      ...OF_STYLE,
      "family",
      "dimension",
      ...MEASURES,
    ],
    rows: [
      ...rows(MEAN, baseline, "baseline", generic?.differences),
      ...rows(placebo, baseline, "baseline", placeboFromBaseline, styleOf(placebo)),
      ...conditions.flatMap(({ condition, fromBaseline, fromPlacebo, own, people }) => [
        ...rows(condition, baseline, "baseline", fromBaseline, {
          ...peopleCells(people?.group, people?.fromBaseline),
          ...styleOf(condition),
        }),
        ...rows(condition, placebo, "placebo", fromPlacebo),
        ...rows(condition, MEAN, "conditions", own, peopleCells(people?.group, people?.own)),
      ]),
      ...axes.flatMap((axis) =>
        [axis.ends, ...axis.fromMean].flatMap((contrast) => {
          const { condition, group, minus, differences, people } = contrast;
          const isEnds = contrast === axis.ends;
          const b = minus?.condition ?? `mean of ${axis.axis}`;
          const against = isEnds ? "group" : "axis";
          const held = isEnds && people !== undefined ? `${group} minus ${minus?.group}` : undefined;
          const agreement = peopleCells(held, isEnds ? axis.ends.agreement : undefined);
          return rows(condition, b, against, differences, agreement).map((row, place): DataRow => {
            const at = (VALUES as readonly Dimension[]).indexOf(DIMENSIONS[place] ?? "Power");
            const trend = isEnds ? axis.trends?.[at] : undefined;
            const gap = isEnds ? axis.ends.gaps?.find(({ value }) => value === DIMENSIONS[place]) : undefined;
            return {
              ...row,
              axis: axis.axis,
              people_contrast: people?.[at],
              gap_excess: gap?.excess,
              gap_lower: gap?.interval.lower,
              gap_upper: gap?.interval.upper,
              gap_adjusted_p: gap?.adjustedP,
              gap_verdict: gap?.verdict,
              trend: trend?.model,
              people_trend: trend?.people,
            };
          });
        }),
      ),
      ...leftOut.flatMap(({ condition }) =>
        DIMENSIONS.map(
          (dimension): DataRow => ({
            a: condition,
            b: baseline,
            against: "baseline",
            key,
            margin,
            ...styleOf(condition),
            family: familyOf(dimension),
            dimension,
          }),
        ),
      ),
    ],
    wide: { by: "dimension", measures: MEASURES, nameOf: measureOf, without: ["family"] },
  };
}

/** What stands for all conditions together where a run is named. */
const MEAN = "mean of conditions";

function peopleCells(group: string | undefined, held: HeldAgainstPeople | undefined): DataRow {
  return {
    people_group: group,
    people_cosine: held?.cosine,
    people_cosine_lower: held?.cosineInterval?.lower,
    people_cosine_upper: held?.cosineInterval?.upper,
    people_cosine_p: held?.adjustedP,
    people_same_sign: held?.signs.agreeing,
    people_decided: held?.signs.decided,
    people_size_ratio: held?.sizeRatio,
    people_rho: held?.rho,
  };
}

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
