import { TRAITS, VALUES, type Value } from "../instrument/dimensions.ts";
import { pText } from "../lib/number-text.ts";
import type { Agreement } from "../scoring/experiments/against-people.ts";
import type { Demographics } from "../scoring/experiments/demographics.ts";
import type { TraitShift } from "./published-analysis.ts";
import type { Cell, Column, Table } from "./table.ts";

/** Names of dimensions as the columns of a table: short in a terminal. */
export type ColumnNames = (dimension: Value | (typeof TRAITS)[number]) => string;

/** The tables of a persona experiment. */
export function demographicsTables(
  title: string,
  { personas, generic, pooled, axes }: Demographics,
  nameOf: ColumnNames,
): readonly Table[] {
  return [
    {
      title: `${title}: change of each value under a persona, and how people of that name differ`,
      note: "Points of rating: a persona's score minus that without a persona; a group of people minus all people.",
      columns: [...GROUP_COLUMNS, { header: "Who" }, ...valueColumns(nameOf)],
      rows: [
        ...axes.flatMap(({ axis, groups }) =>
          groups.flatMap(({ group, model, people }): Cell[][] => [
            [axis, group, "model", ...model],
            ...(people === undefined ? [] : [[axis, group, "people", ...people]]),
          ]),
        ),
        [`mean of ${personas}`, "", "model", ...generic.mean],
      ],
    },
    {
      title: `${title}: personas against people`,
      note: "With others: cosine with the mean of all other personas. Rest: without the mean shift of all personas. p: of the cosine, the names of the values dealt out anew; Holm's over the groups. Signs: alike, of cells where people differ by .02 or more. Size: length over that of people.",
      columns: [
        ...GROUP_COLUMNS,
        { header: "With others", digits: 2, signed: true },
        { header: "Cosine", digits: 2, signed: true },
        { header: "p" },
        { header: "Signs" },
        { header: "Size", digits: 1 },
        { header: "Rho", digits: 2, signed: true },
        { header: "Rest: cosine", digits: 2, signed: true },
        { header: "p" },
        { header: "Signs" },
        { header: "Size", digits: 1 },
      ],
      rows: [
        ...axes.flatMap(({ axis, groups }) =>
          groups.map(({ group, cosineWithOthers, againstPeople }): Cell[] => [
            axis,
            group,
            cosineWithOthers,
            ...agreementCells(againstPeople?.asMeasured, againstPeople?.asMeasured.adjustedP),
            ...ownCells(againstPeople?.withoutGeneric, againstPeople?.withoutGeneric.adjustedP),
          ]),
        ),
        [
          `all ${pooled.personas} with people`,
          "",
          undefined,
          ...agreementCells(pooled.asMeasured, pooled.asMeasured.permutationP),
          ...ownCells(pooled.withoutGeneric, pooled.withoutGeneric.permutationP),
        ],
      ],
    },
    {
      title: `${title}: first group of an axis minus its last, in which nothing generic is left`,
      columns: [
        { header: "Axis", grouped: true },
        { header: "Contrast", grouped: true },
        { header: "Who" },
        ...valueColumns(nameOf),
        { header: "Cosine", digits: 2, signed: true },
        { header: "Signs" },
        { header: "Size", digits: 1 },
      ],
      rows: axes.flatMap(({ axis, contrasts: { firstMinusLast } }): Cell[][] => {
        const { first, last, model, people, agreement } = firstMinusLast;
        const contrast = `${first} - ${last}`;
        return [
          [axis, contrast, "model", ...model, ...cosineSignsSize(agreement)],
          ...(people === undefined ? [] : [[axis, contrast, "people", ...people]]),
        ];
      }),
    },
    ...trendTables(title, axes, nameOf),
  ];
}

function trendTables(title: string, axes: Demographics["axes"], nameOf: ColumnNames): readonly Table[] {
  const rows = axes.flatMap(({ axis, trends }): Cell[][] => {
    if (trends === undefined) return [];
    const people = trends.map((trend) => trend.people);
    return [
      [axis, "model", ...trends.map((trend) => trend.model)],
      ...(people.every((tau) => tau === undefined) ? [] : [[axis, "people", ...people]]),
    ];
  });
  if (rows.length === 0) return [];
  return [
    {
      title: `${title}: trend over ordered groups (Kendall's tau)`,
      note: "1: rises from group to group. Over three or four groups no tau is beyond chance.",
      columns: [{ header: "Axis", grouped: true }, { header: "Who" }, ...valueColumns(nameOf)],
      rows,
    },
  ];
}

/** Changes of raw mean ratings of the traits under personas. */
export function traitsTable(title: string, rows: readonly TraitShift[], nameOf: ColumnNames): Table {
  return {
    title: `${title}: change of each trait under a persona`,
    note: "Differences of raw mean ratings, not centred: a persona that agrees with everything raises all five.",
    columns: [
      ...GROUP_COLUMNS,
      ...TRAITS.map((trait): Column => ({ header: nameOf(trait), digits: 2, signed: true })),
    ],
    rows: rows.map(({ axis, group, shift }): Cell[] => [axis, group, ...shift]),
  };
}

const GROUP_COLUMNS: readonly Column[] = [
  { header: "Axis", grouped: true },
  { header: "Group", grouped: true },
];

/** A column for each value, of signed points. */
export function valueColumns(nameOf: ColumnNames): readonly Column[] {
  return VALUES.map((value) => ({ header: nameOf(value), digits: 2, signed: true }));
}

function agreementCells(agreement: Agreement | undefined, p: number | undefined): Cell[] {
  const [cosine, signs, size] = cosineSignsSize(agreement);
  return [cosine, p === undefined ? undefined : pText(p), signs, size, agreement?.rho];
}

function ownCells(agreement: Agreement | undefined, p: number | undefined): Cell[] {
  return agreementCells(agreement, p).slice(0, -1); // without rho
}

function cosineSignsSize(agreement: Agreement | undefined): Cell[] {
  return [
    agreement?.cosine,
    agreement && `${agreement.signs.agreeing}/${agreement.signs.decided}`,
    agreement?.sizeRatio,
  ];
}
