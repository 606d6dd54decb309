import { DIMENSIONS, type Dimension, familyOf } from "../../instrument/dimensions.ts";
import type { ComparedDimension, Comparison } from "../../scoring/compare/comparison.ts";
import type { HumanComparison } from "../../scoring/people/compare-with-humans.ts";
import type { Screen } from "../../scoring/screen/screen.ts";
import type { ColumnName } from "./columns.ts";
import { type Data, type DataRow, measureOf } from "./data.ts";
import { type RunFacts, runCells, runColumns } from "./run-cells.ts";

/** What is the same in all rows of one comparison. */
const OF_PAIR: readonly ColumnName[] = [
  ...runColumns("a"),
  ...runColumns("b"),
  "key",
  "margin",
  "outcome",
  "headline",
  "joint_p",
  "joint_dimensions",
  "items_outcome",
  "items_headline",
  "items_joint_p",
  "paired_answers",
  "paired_items",
  "a_left_out",
  "b_left_out",
  "a_differentiation",
  "b_differentiation",
];

const COLUMNS: readonly ColumnName[] = [
  ...OF_PAIR,
  "family",
  "dimension",
  "a_score",
  "b_score",
  "difference",
  "se",
  "lower",
  "upper",
  "degrees_of_freedom",
  "key_se_difference",
  "by_differentiation",
  "no_interval",
  "p",
  "adjusted_p",
  "equivalence_lower",
  "equivalence_upper",
  "detectable",
  "items",
  "queries",
  "verdict",
  "percentile",
];

const MEASURES: readonly ColumnName[] = [
  "a_score",
  "b_score",
  "difference",
  "se",
  "lower",
  "upper",
  "adjusted_p",
  "verdict",
];

/**
 * A row for each dimension of two runs; wide, one for all of them.
 * @param screens of both
 * @param dimensions those that are told, in the order of the theory
 */
export function comparisonData(
  comparison: Comparison,
  screens: readonly Screen[],
  dimensions: readonly Dimension[] = DIMENSIONS,
): Data {
  const { headline, onItems, paired, dropped, key, margin } = comparison;
  const pair: DataRow = {
    ...runCells("a", factsOf(comparison, "a", screens[0])),
    ...runCells("b", factsOf(comparison, "b", screens[1])),
    key,
    margin,
    outcome: headline.outcome,
    headline: headline.summary,
    joint_p: headline.p,
    joint_dimensions: headline.dimensions.length,
    items_outcome: onItems.outcome,
    items_headline: onItems.summary,
    items_joint_p: onItems.p,
    paired_answers: paired.prompts,
    paired_items: paired.items,
    a_left_out: dropped.a.prompts,
    b_left_out: dropped.b.prompts,
    a_differentiation: comparison.differentiation?.a,
    b_differentiation: comparison.differentiation?.b,
  };
  return dataOf(
    DIMENSIONS.filter((dimension) => dimensions.includes(dimension)).map((dimension) => ({
      ...pair,
      ...ofDimension(comparison.dimensions[dimension]),
    })),
  );
}

/** What is known of a run that is compared with people. */
export type RunBesidePeople = RunFacts & { readonly key: string; readonly margin: number };

/** A row for each dimension of a run and people; wide, one for all of them. */
export function humanComparisonData(
  { key, margin, ...run }: RunBesidePeople,
  rows: readonly HumanComparison[],
): Data {
  const pair: DataRow = { ...runCells("a", run), b: "human", b_subject: "human", key, margin };
  return dataOf(
    rows.map(({ dimension, model, human, difference, explained, percentile, items, queries, test }) => ({
      ...pair,
      family: familyOf(dimension),
      dimension,
      a_score: model,
      b_score: human,
      difference,
      se: test?.error.se,
      lower: test?.interval.lower,
      upper: test?.interval.upper,
      degrees_of_freedom: test?.error.degreesOfFreedom,
      by_differentiation: explained,
      p: test?.p,
      adjusted_p: test?.adjustedP,
      equivalence_lower: test?.equivalenceInterval.lower,
      equivalence_upper: test?.equivalenceInterval.upper,
      items,
      queries,
      verdict: test?.verdict,
      percentile,
    })),
  );
}

function dataOf(rows: readonly DataRow[]): Data {
  return {
    columns: COLUMNS,
    rows,
    wide: {
      by: "dimension",
      measures: MEASURES,
      nameOf: measureOf,
      without: COLUMNS.filter((column) => !OF_PAIR.includes(column)),
    },
  };
}

function factsOf(comparison: Comparison, place: "a" | "b", screen: Screen | undefined): RunFacts {
  return {
    name: comparison[place],
    identity: comparison.runs[place],
    validity: screen?.verdict,
    counts: comparison.answers[place],
  };
}

function ofDimension(row: ComparedDimension): DataRow {
  const common = { family: familyOf(row.dimension), dimension: row.dimension };
  if (row.kind === "undefined") return { ...common, no_interval: row.reason };
  return {
    ...common,
    a_score: row.a,
    b_score: row.b,
    difference: row.difference,
    se: row.se,
    ...row.student,
    degrees_of_freedom: row.degreesOfFreedom,
    key_se_difference: row.keyError,
    by_differentiation: row.explained,
    p: row.p,
    adjusted_p: row.adjustedP,
    equivalence_lower: row.equivalenceInterval.lower,
    equivalence_upper: row.equivalenceInterval.upper,
    detectable: row.minimalDetectable,
    items: row.items,
    queries: row.queries,
    verdict: row.verdict,
  };
}
