import { max, min } from "simple-statistics";
import { DIMENSIONS_OF, FAMILIES, FAMILY_LABELS, labelOf } from "../../../instrument/dimensions.ts";
import { KEY_IDS, KEY_RULES, type KeyId } from "../../../instrument/key.ts";
import { AXES, AXIS_IDS } from "../../../scoring/analysis/axes.ts";
import { plain, signed } from "../figures.ts";
import type { HtmlReport, ReportedModel } from "../html-report.ts";
import { html, type Markup } from "../markup.ts";
import { eachModel, scroll } from "../models-table.ts";
import type { Section } from "../section.ts";
import { rangeText } from "../tally.ts";

/** Each profile under every key: how much of it is the key's. */
export function keysSection({ models, key }: HtmlReport): Section {
  const keys = keysShown(models);
  const agreements = models.flatMap(({ details }) =>
    details.keys.keys.slice(1).flatMap((id) => details.keys.agreement[id] ?? []),
  );
  return {
    id: "keys",
    title: "Keys side by side",
    result: `Scores under ${keys.length} ${keys.length === 1 ? "key" : "keys"}${agreements.length === 0 ? "" : `; the order of values agrees with that of the first by ${rangeText(min(agreements), max(agreements), (rho) => plain(rho, 2))} (Spearman)`}`,
    printed: false,
    content: html`<p>A key says which items measure what. The figures above are under “${key}”. Scores under different keys are on different scales: read down the columns, never across. What can be compared is the order of the ten values, in the last row.</p>
${eachModel(models, keysTable)}
<dl class="rules">${keys.map((id) => html`<dt>${id}${KEY_RULES[id].experimental ? " (experimental)" : ""}</dt><dd>${KEY_RULES[id].rule} ${KEY_RULES[id].use}</dd>`)}</dl>`,
  };
}

/** Those under which any of the models has scores. */
export function keysShown(models: HtmlReport["models"]): readonly KeyId[] {
  return KEY_IDS.filter((id) => models.some(({ details }) => details.keys.keys.includes(id)));
}

function keysTable({ analysis, details: { keys } }: ReportedModel): Markup {
  const { subject } = analysis.profile;
  return scroll(
    `Keys, ${subject}`,
    html`<table class="figures"><caption>Centred scores under each key</caption>
<thead><tr><th scope="col">Dimension</th>${keys.keys.map((id) => html`<th scope="col">${id}</th>`)}</tr></thead>
<tbody>${AXIS_IDS.map((id) => html`<tr><th scope="row">${AXES[id].label}</th>${keys.keys.map((key) => html`<td>${signed(keys.axes[key]?.find(({ axis }) => axis === id)?.score)}</td>`)}</tr>`)}</tbody>
${FAMILIES.map(
  (family) =>
    html`<tbody><tr class="section"><th scope="rowgroup" colspan="${keys.keys.length + 1}">${FAMILY_LABELS[family]}</th></tr>${keys.rows
      .filter(({ dimension }) => DIMENSIONS_OF[family].includes(dimension))
      .map(
        ({ dimension, scores }) =>
          html`<tr><th scope="row">${labelOf(dimension)}</th>${keys.keys.map((id) => html`<td>${signed(scores[id]?.centred)}</td>`)}</tr>`,
      )}</tbody>`,
)}
<tfoot><tr><th scope="row">Order of the ten values against the first key (Spearman)</th>${keys.keys.map((id) => html`<td>${plain(keys.agreement[id], 2)}</td>`)}</tr></tfoot></table>`,
  );
}
