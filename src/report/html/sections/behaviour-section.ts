import { max, min } from "simple-statistics";
import { labelOf, VALUES } from "../../../instrument/dimensions.ts";
import { LABELS, RATINGS } from "../../../instrument/scale.ts";
import { type VARIANTS, WORDINGS } from "../../../instrument/variant.ts";
import { countText } from "../../../lib/number-text.ts";
import { UNUSABLE_KINDS } from "../../../runs/answer.ts";
import { CHECKS, SCREEN_VERDICT_LABELS } from "../../../scoring/screen/screen.ts";
import { DIFFERENCE } from "../../../scoring/screen/screen-thresholds.ts";
import { type Axis, axisTicks, spanOf } from "../charts/axis.ts";
import { promptStrip } from "../charts/prompt-strip.ts";
import { plain, share, signed } from "../figures.ts";
import type { HtmlReport, ReportedModel } from "../html-report.ts";
import { html, type Markup } from "../markup.ts";
import { eachModel, type Measure, modelName, modelsTable, scroll } from "../models-table.ts";
import { modelClass } from "../palette.ts";
import type { Section } from "../section.ts";
import { rangeText } from "../tally.ts";

/** How each model answered: which answers were usable, which ratings it used, and whether they move with the prompt. */
export function behaviourSection({ models }: HtmlReport): Section {
  const usable = models.flatMap(({ analysis: { profile } }) =>
    profile.counts.total === 0 ? [] : profile.counts.rating / profile.counts.total,
  );
  return {
    id: "behaviour",
    title: "How the models answered",
    result:
      usable.length === 0 ? "No answers" : `Usable answers: ${rangeText(min(usable), max(usable), share)}`,
    printed: false,
    content: html`<h3>Which answers were usable</h3>
${modelsTable(models, "What became of the answers", ANSWERS)}
<h3>Which ratings were used</h3>
${histograms(models)}
${modelsTable(models, "Popular and unpopular answers", [
  ["Differentiation: slope of the ratings on people’s", ({ analysis }) => plain(analysis.differentiation, 2)],
])}
<h3>Does the answer follow the prompt?</h3>
<p>The same item asked in three wordings, each with the options in both orders. How far answers may move is for the validity screen to say: it warns when they move by more than ${plain(DIFFERENCE.caution, 2)} points on average, and stops beyond ${plain(DIFFERENCE.stop, 2)}.</p>
${modelsTable(models, "Sensitivity to the prompt", SENSITIVITY)}
<h3>Six prompts side by side</h3>
<p>Centred scores under each prompt, all models on one scale: ● options as usual, ○ reversed.</p>
${promptTables(models)}`,
  };
}

const KIND_LABELS = {
  refusal: "Refusals",
  ambiguous: "Ambiguous",
  none: "Without a label",
  error: "Errors",
} as const;

const ANSWERS: readonly Measure[] = [
  ["Answers", ({ analysis }) => countText(analysis.profile.counts.total)],
  ["With a rating", ({ analysis: { profile } }) => kindCell(profile.counts.rating, profile.counts.total)],
  ...UNUSABLE_KINDS.map(
    (kind): Measure => [
      KIND_LABELS[kind],
      ({ analysis: { profile } }) => kindCell(profile.counts[kind], profile.counts.total),
    ],
  ),
];

function kindCell(count: number, total: number): string {
  return total === 0 ? "0" : `${countText(count)} (${share(count / total)})`;
}

const SENSITIVITY: readonly Measure[] = [
  [
    "Ratings that change when options are reversed",
    ({ details }) => share(details.sensitivity.orderSensitivity.average),
  ],
  ...WORDINGS.map(
    (wording): Measure => [
      `… in wording ${wording.slice(1)}`,
      ({ details }) => share(details.sensitivity.orderSensitivity[wording]),
    ],
  ),
  [
    "Mean change when reversed, points",
    ({ details }) => plain(details.sensitivity.orderDifference.average, 2),
  ],
  ["Items not rated the same in all wordings", ({ details }) => share(details.sensitivity.promptSensitivity)],
  [
    "Mean difference between wordings, points",
    ({ details }) => plain(details.sensitivity.wordingDifference, 2),
  ],
  ["Validity screen", screenCell],
];

/** What the screen makes of it: its own verdicts on order and wording, and no other words than its own. */
function screenCell({ analysis: { screen } }: ReportedModel): Markup {
  const checks = screen.checks.filter(({ id }) => id === "order" || id === "wording");
  const warned = checks.flatMap((check) =>
    check.kind === "judged" && check.verdict !== "interpretable"
      ? [`${SCREEN_VERDICT_LABELS[check.verdict]}: ${CHECKS[check.id].concern}`]
      : [],
  );
  const open = checks.some(({ kind }) => kind === "open");
  return html`<span class="words">${warned.length > 0 ? warned.join("; ") : open ? "open" : "within the limits"}</span>`;
}

/** A bar for each point of the scale, a row for each model, and people last. */
function histograms(models: readonly ReportedModel[]): Markup {
  const people = models[0]?.details.distribution.people ?? [];
  const rows = [
    ...models.map((model, index) => ({
      name: modelName(model, index),
      counts: model.details.distribution.model,
      colour: modelClass(index),
    })),
    { name: html`People`, counts: people, colour: "people-bar" },
  ];
  return scroll(
    "Ratings used",
    html`<table class="figures models bars"><thead><tr><th scope="col">Model</th>${RATINGS.map((point) => html`<th scope="col">${point} ${LABELS[point]}</th>`)}</tr></thead>
<tbody>${rows.map(({ name, counts, colour }) => html`<tr><th scope="row">${name}</th>${RATINGS.map((point) => bar(counts, point - 1, colour))}</tr>`)}</tbody></table>`,
  );
}

function bar(counts: readonly number[], index: number, colour: string): Markup {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const part = total === 0 ? 0 : (counts[index] ?? 0) / total;
  return html`<td><svg class="bar ${colour}" width="100%" height="16" aria-hidden="true"><rect width="${(part * 100).toFixed(1)}%" height="16"/></svg><span>${share(part)}</span></td>`;
}

/** Every model's scores under each prompt, on one scale for all models and values, so that spreads can be compared. */
function promptTables(models: readonly ReportedModel[]): Markup[] {
  const domain = spanOf(models.flatMap((model) => promptScores(model).flat()));
  return eachModel(models, (model, index) => promptTable(model, index, { id: `prompts-${index}`, domain }));
}

/** The centred score of each value under each prompt. */
function promptScores({ details }: ReportedModel): readonly (readonly (number | undefined)[])[] {
  return VALUES.map((value) => details.prompts.map(({ profile }) => profile.scores[value]?.centred));
}

function promptTable(model: ReportedModel, index: number, axis: Axis): Markup {
  const { prompts } = model.details;
  const figures = promptScores(model);
  return scroll(
    `Values under each prompt, ${model.analysis.profile.subject}`,
    html`<table class="figures prompts">
<thead><tr><th scope="col">Value</th><th scope="col" class="plot-cell">Spread${axisTicks(axis)}</th>${prompts.map(({ variant }) => html`<th scope="col">${variantLabel(variant)}</th>`)}</tr></thead>
<tbody>${VALUES.map(
      (value, row) =>
        html`<tr><th scope="row">${labelOf(value)}</th><td class="plot-cell">${promptStrip(
          prompts.map(({ variant }, place) => ({ variant, score: figures[row]?.[place] })),
          axis,
          index,
        )}</td>${figures[row]?.map((score) => html`<td>${signed(score)}</td>`)}</tr>`,
    )}</tbody>
<tfoot><tr><th scope="row">Usable answers</th><td class="plot-cell"></td>${prompts.map(({ profile }) => html`<td>${countText(profile.counts.rating)}</td>`)}</tr></tfoot></table>`,
  );
}

function variantLabel(variant: (typeof VARIANTS)[number]): string {
  return `${variant.slice(1, 2)}${variant.endsWith("reversed") ? " reversed" : ""}`;
}
