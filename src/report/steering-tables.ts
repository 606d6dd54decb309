import { labelOf } from "../instrument/dimensions.ts";
import { signed } from "../lib/number-text.ts";
import type { CheckVerdict, CircleCheck } from "../scoring/experiments/circle-checks.ts";
import type { Steering } from "../scoring/experiments/steering.ts";
import { type ColumnNames, valueColumns } from "./experiment-tables.ts";
import type { Cell, Table } from "./table.ts";

/** Side effects shown of each prompt; JSON and CSV have all. */
const MOST_SHOWN = 3;

/** The tables of a steering experiment. */
export function steeringTables(
  title: string,
  { prompts, generic, checks, order }: Steering,
  nameOf: ColumnNames,
): readonly Table[] {
  return [
    {
      title: `${title}: what a prompt that names a value changes`,
      note: "Points of rating against no prompt. A row for each prompt, a column for each value.",
      columns: [{ header: "Prompt for" }, ...valueColumns(nameOf)],
      rows: [
        ...prompts.map(({ target, shift }): Cell[] => [labelOf(target), ...shift]),
        ["generic (mean of all)", ...generic],
      ],
    },
    {
      title: `${title}: how specific each prompt is`,
      note: "Specificity: on the target minus the mean of the nine others. Rank 1: nothing was raised more. Best: no other prompt raises it as much.",
      columns: [
        { header: "Prompt for" },
        { header: "On target", digits: 2, signed: true },
        { header: "Specificity", digits: 2, signed: true },
        { header: "Rank", digits: 0 },
        { header: "Best" },
        { header: "Moved further than the target" },
      ],
      rows: prompts.map(({ target, effect, specificity, rank, bestPrompt, movedFurther }): Cell[] => {
        const shown = movedFurther
          .slice(0, MOST_SHOWN)
          .map(({ value, shift }) => `${labelOf(value)} ${signed(shift)}`);
        const more = movedFurther.length - shown.length;
        return [
          labelOf(target),
          effect,
          specificity,
          rank,
          bestPrompt ? "yes" : "no",
          [...shown, ...(more > 0 ? [`${more} more`] : [])].join(", "),
        ];
      }),
    },
    checksTable(title, checks),
    {
      title: `${title}: mean shift by distance on the circle, without the generic shift`,
      columns: [
        { header: "Places apart", digits: 0 },
        { header: "Mean shift", digits: 3, signed: true },
      ],
      rows: order.meanByDistance.map((shift, step): Cell[] => [step + 1, shift]),
    },
  ];
}

function checksTable(title: string, checks: readonly CircleCheck[]): Table {
  return {
    title: `${title}: does a prompt move the neighbours and the opposites of its value as the circle has it?`,
    columns: [
      { header: "Prompt for", grouped: true },
      { header: "Moves" },
      { header: "Expected" },
      { header: "Shift", digits: 2, signed: true },
      { header: "Sign" },
      { header: "Verdict" },
    ],
    rows: checks.map(({ target, other, expected, effect, asExpected, verdict }): Cell[] => [
      labelOf(target),
      labelOf(other),
      expected === "compatible" ? "up" : "down",
      effect.estimate,
      asExpected ? "as expected" : "other",
      checkText(verdict),
    ]),
  };
}

function checkText(verdict: CheckVerdict): string {
  return verdict.replaceAll("_", " ");
}
