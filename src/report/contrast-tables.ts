import { DIMENSIONS, labelOf, VALUES } from "../instrument/dimensions.ts";
import { boundsText } from "../lib/number-text.ts";
import type { ConditionContrast, ConditionContrasts } from "../scoring/experiments/condition-contrasts.ts";
import { DIFFERENCE_COLUMNS, differenceCells } from "./difference-cells.ts";
import type { Cell, Column, Table } from "./table.ts";

/** Contrasts of conditions of one kind, a table for each, and how values go along those that have an order. */
export function contrastTables(axes: readonly ConditionContrasts[]): readonly Table[] {
  return [...axes.map(contrastTable), ...gapTables(axes), ...trendTables(axes)];
}

/** Two groups of an axis, or one and the mean, as a reader names their contrast. */
function contrastName(axis: string, { group, minus }: Pick<ConditionContrast, "group" | "minus">): string {
  return `${group} minus ${minus?.group ?? `mean of ${axis}`}`;
}

function contrastTable({ axis, ends, fromMean }: ConditionContrasts): Table {
  const contrasts = [ends, ...fromMean];
  const isWithPeople = contrasts.some(({ people }) => people !== undefined);
  const people: readonly Column[] = isWithPeople ? [{ header: "People", digits: 2, signed: true }] : [];
  return {
    title: `${axis}: ${contrastName(axis, ends)}${fromMean.length === 0 ? "" : ", and each group minus the mean"}`,
    note: `What all do alike, and the baseline, is in none of these.${isWithPeople ? " People: the same contrast of their questionnaire's scores." : ""}`,
    columns: [
      { header: "Dimension", grouped: true },
      { header: "Contrast" },
      ...DIFFERENCE_COLUMNS,
      ...people,
    ],
    rows: DIMENSIONS.flatMap((dimension, place) =>
      contrasts.flatMap((contrast): Cell[][] => {
        const row = contrast.differences[place];
        if (row === undefined) return [];
        const ofPeople = contrast.people?.[(VALUES as readonly string[]).indexOf(dimension)];
        const cells = [labelOf(dimension), contrastName(axis, contrast), ...differenceCells(row)];
        return [isWithPeople ? [...cells, ofPeople] : cells];
      }),
    ),
  };
}

function gapTables(axes: readonly ConditionContrasts[]): readonly Table[] {
  return axes.flatMap(({ axis, ends: { group, minus, gaps } }): Table[] =>
    gaps === undefined || gaps.length === 0
      ? []
      : [
          {
            title: `${axis}: the gap between ${group} and ${minus?.group}, against people`,
            note:
              "Wider by: the conditions' gap in people's direction minus people's, with a point of the questionnaire taken for a point of rating. " +
              "reversed: the other group is higher, which needs no such assumption. alike: the 90% interval lies within the margin. " +
              "Values on which people are less than .02 apart have no gap.",
            columns: [
              { header: "Value" },
              { header: "Conditions", digits: 2, signed: true },
              { header: "People", digits: 2, signed: true },
              { header: "Wider by", digits: 2, signed: true },
              { header: "95% interval" },
              { header: "adj. p", digits: 3 },
              { header: "Verdict" },
            ],
            rows: gaps.map(({ value, model, people, excess, interval, adjustedP, verdict }): Cell[] => [
              labelOf(value),
              model,
              people,
              excess,
              boundsText(interval),
              adjustedP,
              verdict,
            ]),
          },
        ],
  );
}

function trendTables(axes: readonly ConditionContrasts[]): readonly Table[] {
  return axes.flatMap(({ axis, fromMean, trends }): Table[] =>
    trends === undefined
      ? []
      : [
          {
            title: `${axis}: trend over ${fromMean.map(({ group }) => group).join(", ")} (Kendall's tau)`,
            note: "1: rises from group to group, -1: falls. It describes: over three or four groups no tau is beyond chance.",
            columns: [
              { header: "Value" },
              { header: "Conditions", digits: 2, signed: true },
              { header: "People", digits: 2, signed: true },
            ],
            rows: trends.map(({ value, model, people }): Cell[] => [labelOf(value), model, people]),
          },
        ],
  );
}
