import { labelOf } from "../instrument/dimensions.ts";
import { boundsText, percent } from "../lib/number-text.ts";
import type { ConditionStyle } from "../scoring/analysis/condition-styles.ts";
import { verdictNote } from "../scoring/compare/verdict.ts";
import type { ComparedConditions, ConditionResult } from "../scoring/experiments/compare-conditions.ts";
import type { HeldAgainstPeople } from "../scoring/experiments/condition-people.ts";
import type { Differences } from "../scoring/experiments/differences.ts";
import { shareWithoutEffect } from "../scoring/experiments/generic-shift.ts";
import { contrastTables } from "./contrast-tables.ts";
import { contrastSentences } from "./contrast-text.ts";
import { conditionsData } from "./csv/condition-data.ts";
import { DIFFERENCE_COLUMNS, differenceCells } from "./difference-cells.ts";
import type { Printout } from "./printout.ts";
import { styleTable } from "./style-table.ts";
import type { Cell, Table } from "./table.ts";

/**
 * Conditions of a model beside their baseline.
 * @param styles how they answer, in the order of the runs
 * @param notes what must be known of the reading of the runs, and which were left out
 */
export function conditionsPrintout(
  compared: ComparedConditions,
  styles: readonly ConditionStyle[],
  notes: readonly string[],
): Printout {
  const sentences = contrastSentences(compared.axes);
  return {
    document: { format: "value-portrait/experiment", version: 1, ...compared, styles, sentences, notes },
    tables: [
      ...(compared.generic === undefined ? [] : [genericTable(compared)]),
      ...(compared.placebo === undefined ? [] : [placeboTable(compared)]),
      ...peopleTables(compared),
      ...contrastTables(compared.axes),
      styleTable(styles, compared.baseline),
      ...compared.conditions.map((condition) => conditionTable(compared, condition)),
    ],
    data: conditionsData(compared, styles),
    below: [...sentences, conditionsLegend(compared), verdictNote(compared.margin)],
    notes,
  };
}

function genericTable({ baseline, conditions, generic }: ComparedConditions): Table {
  const share =
    generic?.share === undefined
      ? ""
      : ` It carries ${percent(generic.share)} of the sum of squares of the values' changes; without any effect ${percent(shareWithoutEffect(conditions.length))}, because the baseline's error is in all.`;
  return {
    title: `Generic: the mean of ${conditions.length} conditions minus ${baseline}`,
    note: `What the conditions have in common, whatever they say.${share}`,
    columns: [{ header: "Dimension" }, ...DIFFERENCE_COLUMNS],
    rows: (generic?.differences ?? []).map((row): Cell[] => [
      labelOf(row.dimension),
      ...differenceCells(row),
    ]),
  };
}

function placeboTable({ baseline, placebo, placeboFromBaseline = [] }: ComparedConditions): Table {
  return {
    title: `Placebo: ${placebo} minus ${baseline}`,
    columns: [{ header: "Dimension" }, ...DIFFERENCE_COLUMNS],
    rows: placeboFromBaseline.map((row): Cell[] => [labelOf(row.dimension), ...differenceCells(row)]),
  };
}

function conditionTable({ baseline, placebo }: ComparedConditions, result: ConditionResult): Table {
  const { condition, fromBaseline, fromPlacebo, own } = result;
  const against: readonly (readonly [string, Differences | undefined])[] = [
    ["baseline", fromBaseline],
    [`placebo`, fromPlacebo],
    ["mean of conditions", own],
  ];
  const shown = against.flatMap(([name, rows]) => (rows === undefined ? [] : [{ name, rows }]));
  return {
    title: `${condition} minus ${baseline}${placebo === undefined || fromPlacebo === undefined ? "" : `, and minus ${placebo}`}`,
    columns: [{ header: "Dimension", grouped: true }, { header: "Minus" }, ...DIFFERENCE_COLUMNS],
    rows: fromBaseline.flatMap(({ dimension }, place) =>
      shown.map(({ name, rows }): Cell[] => {
        const row = rows[place];
        return [labelOf(dimension), name, ...(row === undefined ? [] : differenceCells(row))];
      }),
    ),
  };
}

function peopleTables({ conditions, axes }: ComparedConditions): readonly Table[] {
  const ofAxes = axes.flatMap(({ axis, ends: { group, minus, agreement } }): Cell[][] =>
    agreement === undefined
      ? []
      : [[`${axis}: ${group}`, "the same two", minus?.group, ...heldCells(agreement)]],
  );
  const ofConditions = conditions.flatMap(({ condition, people }): Cell[][] => {
    if (people === undefined) return [];
    const { group, fromBaseline, own } = people;
    const row = (minus: string, held: HeldAgainstPeople | undefined): Cell[] => [
      condition,
      group,
      minus,
      ...(held === undefined ? [] : heldCells(held)),
    ];
    return [row("baseline", fromBaseline), ...(own === undefined ? [] : [row("mean of conditions", own)])];
  });
  const rows = [...ofConditions, ...ofAxes];
  if (rows.length === 0) return [];
  return [
    {
      title: "Against people: the ten values of a condition, and how a group differs from all people",
      note:
        "People: European Social Survey, a questionnaire: directions compare, sizes are of two scales. adj. p: the names of the " +
        "values dealt out anew, times the conditions, or ends of axes, shown here. Signs: of cells where people differ by .02 or more and the interval leaves out 0.",
      columns: [
        { header: "Condition", grouped: true },
        { header: "People", grouped: true },
        { header: "Minus" },
        { header: "Cosine", digits: 2, signed: true },
        { header: "95% interval" },
        { header: "adj. p", digits: 3 },
        { header: "Signs" },
        { header: "Size", digits: 1 },
        { header: "Rho", digits: 2, signed: true },
      ],
      rows,
    },
  ];
}

function heldCells({ cosine, cosineInterval, adjustedP, signs, sizeRatio, rho }: HeldAgainstPeople): Cell[] {
  const bounds = cosineInterval && boundsText(cosineInterval);
  return [cosine, bounds, adjustedP, `${signs.agreeing}/${signs.decided}`, sizeRatio, rho];
}

function conditionsLegend({ conditions, axes }: ComparedConditions): string {
  const contrasts = axes.reduce((sum, { fromMean }) => sum + 1 + fromMean.length, 0);
  return (
    "baseline: all that a condition does. mean of conditions: what is its own, with what all do alike taken out. " +
    `Adjusted p values of conditions are multiplied by their number, ${conditions.length}${contrasts === 0 ? "" : `, those of contrasts by theirs, ${contrasts}`}.`
  );
}
