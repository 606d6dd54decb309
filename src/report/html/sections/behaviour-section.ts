import { labelOf, VALUES } from "../../../instrument/dimensions.ts";
import { LABELS, RATINGS } from "../../../instrument/scale.ts";
import { type VARIANTS, WORDINGS } from "../../../instrument/variant.ts";
import { countText } from "../../../lib/number-text.ts";
import { UNUSABLE_KINDS } from "../../../runs/answer.ts";
import { type Check, type Place, SCREEN_VERDICT_LABELS } from "../../../scoring/screen/screen.ts";
import { promptStrip } from "../charts/prompt-strip.ts";
import { plain, share, signed } from "../figures.ts";
import type { HtmlReport, ReportedModel } from "../html-report.ts";
import { type Content, html, type Markup } from "../markup.ts";
import { markSwatch, modelClass } from "../palette.ts";
import { section } from "../section.ts";

/** How each model answered: whether there are answers enough, and whether they follow the items or the prompt. */
export function behaviourSection({ models }: HtmlReport): Markup {
  return section(
    "behaviour",
    "How the models answered",
    html`<h3>Which answers were usable</h3>
${modelsTable(models, "What became of the answers", [
  ["Answers", ({ analysis }) => countText(analysis.profile.counts.total)],
  ["With a rating", ({ analysis: { profile } }) => kindCell(profile.counts.rating, profile.counts.total)],
  ...UNUSABLE_KINDS.map(
    (kind): MeasureRow => [
      KIND_LABELS[kind],
      ({ analysis: { profile } }) => kindCell(profile.counts[kind], profile.counts.total),
    ],
  ),
])}
<h3>Which ratings were used</h3>
${histograms(models)}
<h3>Does the answer follow the prompt?</h3>
<p>The same item asked in three wordings, each with the options in both orders. A rating that flips when the options are reversed is about the list, not about the item.</p>
${modelsTable(models, "Sensitivity to the prompt", [
  [
    "Ratings that change when options are reversed",
    ({ details }) => share(details.sensitivity.orderSensitivity.average),
  ],
  ...WORDINGS.map(
    (wording): MeasureRow => [
      `… in wording ${wording.slice(1)}`,
      ({ details }) => share(details.sensitivity.orderSensitivity[wording]),
    ],
  ),
  [
    "Mean change when options are reversed, points",
    ({ details }) => plain(details.sensitivity.orderDifference.average, 2),
  ],
  ["Items not rated the same in all wordings", ({ details }) => share(details.sensitivity.promptSensitivity)],
  [
    "Mean difference between wordings, points",
    ({ details }) => plain(details.sensitivity.wordingDifference, 2),
  ],
])}
<h3>Six prompts side by side</h3>
${models.map(promptTable)}
<h3>Validity screen</h3>
${models.map(checksTable)}`,
  );
}

const KIND_LABELS = {
  refusal: "Refusals",
  ambiguous: "Ambiguous",
  none: "Without a label",
  error: "Errors",
} as const;

function kindCell(count: number, total: number): string {
  return total === 0 ? "0" : `${countText(count)} (${share(count / total)})`;
}

type MeasureRow = readonly [label: string, cell: (model: ReportedModel) => Content];

function modelsTable(models: readonly ReportedModel[], label: string, rows: readonly MeasureRow[]): Markup {
  return scroll(
    label,
    html`<table class="figures"><thead><tr><th scope="col">${label}</th>${models.map(({ analysis }, index) => html`<th scope="col">${markSwatch(index)} ${analysis.profile.subject}</th>`)}</tr></thead>
<tbody>${rows.map(([name, cell]) => html`<tr><th scope="row">${name}</th>${models.map((model) => html`<td>${cell(model)}</td>`)}</tr>`)}</tbody></table>`,
  );
}

/** A bar for each point of the scale and each model, with people last. */
function histograms(models: readonly ReportedModel[]): Markup {
  const people = models[0]?.details.distribution.people ?? [];
  const columns = [
    ...models.map(({ analysis, details }, index) => ({
      name: html`${markSwatch(index)} ${analysis.profile.subject}`,
      counts: details.distribution.model,
      colour: modelClass(index),
    })),
    { name: html`People`, counts: people, colour: "people-bar" },
  ];
  return scroll(
    "Ratings used",
    html`<table class="figures bars"><thead><tr><th scope="col">Rating</th>${columns.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${[...RATINGS]
      .reverse()
      .map(
        (point) =>
          html`<tr><th scope="row">${point} ${LABELS[point]}</th>${columns.map(({ counts, colour }) => bar(counts, point - 1, colour))}</tr>`,
      )}</tbody></table>`,
  );
}

function bar(counts: readonly number[], index: number, colour: string): Markup {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const part = total === 0 ? 0 : (counts[index] ?? 0) / total;
  return html`<td><svg class="bar ${colour}" width="100%" height="16" aria-hidden="true"><rect width="${(part * 100).toFixed(1)}%" height="16"/></svg><span>${share(part)}</span></td>`;
}

function promptTable({ analysis, details }: ReportedModel, index: number): Markup {
  const { subject } = analysis.profile;
  const figures = VALUES.map((value) => details.prompts.map(({ profile }) => profile.scores[value]?.centred));
  return scroll(
    `Values under each prompt, ${subject}`,
    html`<table class="figures prompts"><caption>${markSwatch(index)} ${subject}: centred scores under each prompt (● options as usual, ○ reversed)</caption>
<thead><tr><th scope="col">Value</th><th scope="col" class="plot-cell">Spread</th>${details.prompts.map(({ variant }) => html`<th scope="col">${variantLabel(variant)}</th>`)}</tr></thead>
<tbody>${VALUES.map(
      (value, row) =>
        html`<tr><th scope="row">${labelOf(value)}</th><td class="plot-cell">${promptStrip(
          details.prompts.map(({ variant }, place) => ({ variant, score: figures[row]?.[place] })),
          figures.flat(),
          index,
        )}</td>${figures[row]?.map((score) => html`<td>${signed(score)}</td>`)}</tr>`,
    )}</tbody>
<tfoot><tr><th scope="row">Usable answers</th><td class="plot-cell"></td>${details.prompts.map(({ profile }) => html`<td>${countText(profile.counts.rating)}</td>`)}</tr></tfoot></table>`,
  );
}

function variantLabel(variant: (typeof VARIANTS)[number]): string {
  return `${variant.slice(1, 2)}${variant.endsWith("reversed") ? " reversed" : ""}`;
}

function checksTable({ analysis: { screen } }: ReportedModel, index: number): Markup {
  return scroll(
    `Validity screen, ${screen.subject}`,
    html`<table class="checks"><caption>${markSwatch(index)} ${screen.subject}: ${SCREEN_VERDICT_LABELS[screen.verdict]}</caption>
<thead><tr><th scope="col">Check</th><th scope="col">Value</th><th scope="col">Verdict</th><th scope="col">Why</th></tr></thead>
<tbody>${screen.checks.map(checkRow)}</tbody></table>`,
  );
}

function checkRow(check: Check): Markup {
  const name = html`<th scope="row">${check.label.charAt(0).toUpperCase()}${check.label.slice(1)}</th>`;
  if (check.kind === "open")
    return html`<tr>${name}<td></td><td>open</td><td class="prose">${check.reason}</td></tr>`;
  const value = check.unit === "share" ? share(check.value) : plain(check.value, 2);
  const { place } = check;
  return html`<tr class="${check.verdict}">${name}<td>${value}</td><td>${SCREEN_VERDICT_LABELS[check.verdict]}</td><td class="prose">${check.reason}${place === undefined ? "" : placeText(place)}</td></tr>`;
}

function placeText({ lower, of }: Place): string {
  return ` Of ${of} released models, ${lower === 0 ? "none has" : lower === 1 ? "1 has" : `${lower} have`} a lower value.`;
}

/** Wide tables scroll by themselves, by touch and by keyboard; the page never does sideways. */
function scroll(label: string, table: Markup): Markup {
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${label}">${table}</div>`;
}
