import type { ReportedModel } from "./html-report.ts";
import { type Content, html, type Markup } from "./markup.ts";
import { markSwatch } from "./palette.ts";
import { OPEN } from "./section.ts";

/** What a table of models has in a column. */
export type Measure = readonly [label: string, cell: (model: ReportedModel) => Content];

/** A row for each model and a column for each measure: models may be many, measures are few. */
export function modelsTable(
  models: readonly ReportedModel[],
  label: string,
  measures: readonly Measure[],
): Markup {
  return scroll(
    label,
    html`<table class="figures models"><thead><tr><th scope="col">Model</th>${measures.map(([name]) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${models.map((model, index) => html`<tr><th scope="row">${modelName(model, index)}</th>${measures.map(([, cell]) => html`<td>${cell(model)}</td>`)}</tr>`)}</tbody></table>`,
  );
}

/** What belongs to one model each: side by side for a few, to be unfolded one by one for many. */
export function eachModel(
  models: readonly ReportedModel[],
  content: (model: ReportedModel, index: number) => Markup,
): Markup[] {
  return models.map(
    (model, index) =>
      html`<details class="of-model"${models.length > MAX_OPEN ? undefined : OPEN}><summary><h3>${modelName(model, index)}</h3></summary>${content(model, index)}</details>`,
  );
}

/** With more models than this, one looks for one of them. */
const MAX_OPEN = 2;

/** A model's mark and name, as everything begins that is about it. */
export function modelName({ analysis }: ReportedModel, index: number): Markup {
  return html`<span class="name">${markSwatch(index)} <span>${analysis.profile.subject}</span></span>`;
}

/** Wide tables scroll by themselves, by touch and by keyboard; the page never does sideways. */
export function scroll(label: string, table: Markup): Markup {
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${label}">${table}</div>`;
}
