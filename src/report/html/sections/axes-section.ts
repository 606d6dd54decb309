import { labelOf, VALUES } from "../../../instrument/dimensions.ts";
import { KEY_RULES, type KeyId } from "../../../instrument/key.ts";
import { AXES, AXIS_IDS, type AxisScore } from "../../../scoring/analysis/axes.ts";
import type { Interval } from "../../../scoring/statistics/interval.ts";
import { bounds, plain, signed } from "../figures.ts";
import type { HtmlReport, ReportedModel } from "../html-report.ts";
import { html, type Markup } from "../markup.ts";
import { eachModel, scroll } from "../models-table.ts";
import type { Section } from "../section.ts";
import { countsOf, tally } from "../tally.ts";
import { keysShown } from "./keys-section.ts";

/** The published key and the precise one side by side, the two axes first: what either can tell apart. */
export function axesSection({ models, key }: HtmlReport): Section {
  const keys = [...new Set<KeyId>(["released", key, "weighted"])].filter((id) =>
    keysShown(models).includes(id),
  );
  const apart = countsOf(
    models,
    ({ details }) => (details.keys.axes.weighted ?? []).filter(isApartFromRaters).length,
  );
  return {
    id: "axes",
    title: "Two axes, two keys",
    result: `Axes on which it stands off the average rater, under the weighted key: ${tally(apart, AXIS_IDS.length)}`,
    printed: false,
    content: html`<p>The ten values lie on a circle with two axes. Under the weighted key the values of models move together, so that the axes are what to read first: among the released models the reliability of Openness to Change − Conservation is .59 and that of Self-Transcendence − Self-Enhancement .80, against none and .81 under the released key. Keys are on scales of their own: compare a column with itself, never with another.</p>
${eachModel(models, (model) => axesTable(model, keys))}
<dl class="rules">${keys.map((id) => html`<dt>${id}${KEY_RULES[id].experimental ? " (experimental)" : ""}</dt><dd>A score is ${KEY_RULES[id].score}; 0 is ${KEY_RULES[id].zero}. ${KEY_RULES[id].use}</dd>`)}</dl>`,
  };
}

function isApartFromRaters({ interval: { lower, upper } }: AxisScore): boolean {
  return lower > 0 || upper < 0;
}

function axesTable({ analysis, details }: ReportedModel, keys: readonly KeyId[]): Markup {
  const { axes, rows, errors } = details.keys;
  return scroll(
    `Axes and values, ${analysis.profile.subject}`,
    html`<table class="figures"><caption>Axes and values with 95% intervals; differentiation ${plain(analysis.differentiation, 2)}</caption>
<thead><tr><th scope="col">Axis or value</th>${keys.map((id) => html`<th scope="col">${id}</th>`)}</tr></thead>
<tbody>${AXIS_IDS.map((axis) => html`<tr><th scope="row">${AXES[axis].label}</th>${keys.map((id) => axisCell(axes[id]?.find((one) => one.axis === axis)))}</tr>`)}</tbody>
<tbody>${VALUES.map((value) => html`<tr><th scope="row">${labelOf(value)}</th>${keys.map((id) => cell(rows.find(({ dimension }) => dimension === value)?.scores[id]?.centred, errors[id]?.[value]?.interval))}</tr>`)}</tbody></table>`,
  );
}

function axisCell(axis: { readonly score: number; readonly interval: Interval } | undefined): Markup {
  return cell(axis?.score, axis?.interval);
}

function cell(score: number | undefined, interval: Interval | undefined): Markup {
  return html`<td><b class="figure">${signed(score)}</b> <span class="bounds">${bounds(interval)}</span></td>`;
}
