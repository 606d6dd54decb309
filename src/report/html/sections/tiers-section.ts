import { max } from "simple-statistics";
import { DIMENSIONS_OF, type Dimension, FAMILY_LABELS, labelOf } from "../../../instrument/dimensions.ts";
import type { DimensionPair, Tiers } from "../../../scoring/compare/tiers.ts";
import { bounds, enumerate, plain } from "../figures.ts";
import type { HtmlReport, ReportedModel } from "../html-report.ts";
import { html, type Markup } from "../markup.ts";
import { eachModel, scroll } from "../models-table.ts";
import type { Section } from "../section.ts";
import { countsOf, tally } from "../tally.ts";

/** What may be ranked: which of a model's values really differ, pair by pair. */
export function tiersSection({ models }: HtmlReport): Section {
  const told = countsOf(
    models,
    ({ analysis }) => valuePairs(analysis).filter(({ differs }) => differs).length,
  );
  return {
    id: "tiers",
    title: "Tiers",
    result: `Pairs of values that can be told apart: ${tally(told, max([0, ...models.map(({ analysis }) => valuePairs(analysis).length)]))}`,
    printed: false,
    content: html`<p>Two dimensions of one model are ranked only where their own paired difference is tested and real (sign-flip permutation, adjusted for all pairs, and 0 outside the 95% interval). An empty cell means: not told apart.</p>
<div class="pairs">${eachModel(models, modelTiers)}</div>`,
  };
}

function valuePairs({ tiers }: ReportedModel["analysis"]): readonly DimensionPair[] {
  return tiers.find(({ family }) => family === "values")?.pairs ?? [];
}

function modelTiers({ analysis }: ReportedModel): Markup {
  return html`${analysis.tiers.map((tiers) => html`${tierLine(tiers)}${tiers.pairs.some(({ differs }) => differs) ? pairMatrix(tiers, analysis.profile.subject) : undefined}`)}`;
}

/** Below the diagonal: whether the row's dimension is above (▲) or below (▼) the column's. */
function pairMatrix({ family, pairs }: Tiers, subject: string): Markup {
  const dimensions = DIMENSIONS_OF[family];
  const label = `Pairs of ${FAMILY_LABELS[family].toLowerCase()}, ${subject}`;
  return scroll(
    label,
    html`<table class="matrix"><caption>Row above (▲) or below (▼) column</caption>
<thead><tr><td></td>${dimensions.slice(0, -1).map((column) => html`<th scope="col"><span>${labelOf(column)}</span></th>`)}</tr></thead>
<tbody>${dimensions
      .slice(1)
      .map(
        (row, place) =>
          html`<tr><th scope="row">${labelOf(row)}</th>${dimensions.slice(0, place + 1).map((column) => pairCell(pairs, row, column))}</tr>`,
      )}</tbody></table>`,
  );
}

function pairCell(pairs: Tiers["pairs"], row: Dimension, column: Dimension): Markup {
  const pair = pairs.find(
    ({ upper, lower, differs }) =>
      differs && ((upper === row && lower === column) || (upper === column && lower === row)),
  );
  if (pair === undefined) return html`<td></td>`;
  const above = pair.upper === row;
  const words = `${labelOf(pair.upper)} above ${labelOf(pair.lower)} by ${plain(pair.difference, 2)} ${bounds(pair.interval)}`;
  return html`<td class="${above ? "above" : "below"}" title="${words}"><span aria-hidden="true">${above ? "▲" : "▼"}</span><span class="visually-hidden">${words}</span></td>`;
}

function tierLine({ family, tiers, unplaced, pairs }: Tiers): Markup {
  const real = pairs.filter(({ differs }) => differs).length;
  const left = unplaced.map(({ dimension }) => dimension);
  const told =
    pairs.length === 0 ? "no two could be compared. " : `${real} of ${pairs.length} pairs told apart. `;
  const ranked =
    tiers.length < 2
      ? ""
      : `Tiers, from the highest: ${tiers.map((members) => names(members)).join("; then ")}. `;
  return html`<p><b>${FAMILY_LABELS[family]}:</b> ${told}${ranked}${left.length === 0 ? "" : `Not placed: ${names(left)}.`}</p>`;
}

function names(dimensions: readonly Dimension[]): string {
  return enumerate(dimensions.map(labelOf));
}
