import type { Interval } from "../../../scoring/statistics/interval.ts";
import { type Content, html, type Markup } from "../markup.ts";
import { markPath, markSwatch, modelClass } from "../palette.ts";
import { type Axis, axisRules, axisTicks, positionIn } from "./axis.ts";
import { releasedClass } from "./released-picker.ts";

/** A figure with its interval, drawn and printed in one row of a table. */
export type ForestRow = {
  /** The model's place in the report, for its colour and shape. */
  readonly model: number;
  readonly name: string;
  readonly estimate: number | undefined;
  readonly interval: Interval | undefined;
  /** Where people stand. */
  readonly people?: number | undefined;
  /** Where released models stand, in the order of the picker. */
  readonly released?: readonly (number | undefined)[];
  /** Draw it hollow: it is not to be interpreted, or not told apart from 0. */
  readonly hollow: boolean;
  readonly cells: readonly Content[];
};

type ForestGroup = {
  readonly label: string;
  readonly rows: readonly ForestRow[];
  readonly section?: string | undefined;
};

export type Forest = Axis & {
  readonly caption: string;
  /** What the axis shows. */
  readonly axis: string;
  readonly columns: readonly string[];
  readonly groups: readonly ForestGroup[];
  /** Whether rows name their model; false when there is one. */
  readonly named: boolean;
  readonly compact?: boolean;
};

/**
 * A forest plot that is a table: every row has its figures as text beside the drawing, so a screen reader, a
 * copy and a printer get the same as the eye. Drawings are positioned in per cent and their text is the page's,
 * so they fit any width without shrinking their letters.
 */
export function forestTable(forest: Forest): Markup {
  const { caption, columns, groups, named, compact } = forest;
  const width = columns.length + (named ? 3 : 2);
  return html`<table class="forest${compact === true ? " compact" : ""}${named ? " named" : ""}" role="table">
<caption>${caption}${named && compact !== true ? key(groups) : undefined}</caption>
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Dimension</th>${named ? html`<th role="columnheader" scope="col">Model</th>` : undefined}<th role="columnheader" scope="col" class="plot-cell"><span class="visually-hidden">Drawing: </span>${forest.axis}${axisTicks(forest)}</th>${columns.map((column) => html`<th role="columnheader" scope="col">${column}</th>`)}</tr></thead>
${groups.map(
  (group) =>
    html`<tbody role="rowgroup">${
      group.section === undefined
        ? undefined
        : html`<tr role="row" class="section"><th role="rowheader" scope="rowgroup" colspan="${width}">${group.section}</th></tr>`
    }${group.rows.map((row, index) => tableRow(forest, group, row, index))}</tbody>`,
)}
</table>`;
}

/** On paper rows have only their marks, so that the length of names costs no lines; here is whose they are. */
function key(groups: Forest["groups"]): Markup {
  const rows = groups[0]?.rows ?? [];
  return html`<span class="keys paper">${rows.map(({ model, name }) => html`<span>${markSwatch(model)} ${name}</span>`)}</span>`;
}

function tableRow(forest: Forest, { label, rows }: ForestGroup, row: ForestRow, index: number): Markup {
  const { columns, named } = forest;
  const heading =
    index === 0
      ? html`<th role="rowheader" scope="${named ? "rowgroup" : "row"}"${named ? html` rowspan="${rows.length}"` : undefined}>${label}</th>`
      : undefined;
  return html`<tr role="row"${index === 0 ? FIRST : undefined}>${heading}${
    named
      ? html`<td role="cell" class="model">${markSwatch(row.model)}<span>${row.name}</span></td>`
      : undefined
  }<td role="cell" class="plot-cell">${plot(row, forest)}</td>${row.cells.map(
    (cell, place) => html`<td role="cell" data-label="${columns[place]}">${cell}</td>`,
  )}</tr>`;
}

const FIRST: Markup = { markup: ' class="first"' };

function plot({ model, estimate, interval, people, released = [], hollow }: ForestRow, axis: Axis): Markup {
  const x = positionIn(axis.domain);
  return html`<svg class="plot ${modelClass(model)}${hollow ? " hollow" : ""}" width="100%" height="24" aria-hidden="true">${axisRules(axis, 24)}${releasedMarks(released, x)}${
    people === undefined
      ? undefined
      : html`<svg x="${x(people)}" y="12" overflow="visible"><path class="people-mark" d="M0-6L4 0L0 6L-4 0Z"/></svg>`
  }${
    interval === undefined
      ? undefined
      : html`<line class="interval" x1="${x(interval.lower)}" x2="${x(interval.upper)}" y1="12" y2="12"/>`
  }${
    estimate === undefined
      ? undefined
      : html`<svg x="${x(estimate)}" y="12" overflow="visible"><path class="mark" d="${markPath(model)}"/></svg>`
  }</svg>`;
}

function releasedMarks(
  released: readonly (number | undefined)[],
  x: (value: number) => string,
): Markup | undefined {
  if (released.length === 0) return undefined;
  return html`<svg class="releases" y="3" width="100%" height="18" viewBox="0 0 100 1" preserveAspectRatio="none">${released.map(
    (score, place) =>
      score === undefined
        ? undefined
        : html`<path class="${releasedClass(place)}" d="M${x(score).replace("%", "")} 0V1"/>`,
  )}</svg>`;
}
