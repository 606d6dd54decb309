import {
  DIMENSIONS,
  DIMENSIONS_OF,
  type Dimension,
  FAMILIES,
  FAMILY_LABELS,
  familyOf,
  labelOf,
  VALUES,
} from "../../../instrument/dimensions.ts";
import { KEY_RULES } from "../../../instrument/key.ts";
import { pText } from "../../../lib/number-text.ts";
import { tierLabels } from "../../../scoring/compare/tier-labels.ts";
import { isApart, verdictNote } from "../../../scoring/compare/verdict.ts";
import type { HumanComparison } from "../../../scoring/people/compare-with-humans.ts";
import { leadingText } from "../../leading-text.ts";
import { noErrorText } from "../../profile-tables.ts";
import { spanOf } from "../charts/axis.ts";
import { type Forest, type ForestRow, forestTable } from "../charts/forest-table.ts";
import { pickedNames } from "../charts/released-picker.ts";
import { bounds, plain, signed } from "../figures.ts";
import type { HtmlReport, ReportedModel } from "../html-report.ts";
import { type Content, html, type Markup } from "../markup.ts";
import { scroll } from "../models-table.ts";
import type { Section } from "../section.ts";
import { countsOf, tally } from "../tally.ts";
import { verdictCell } from "../verdict-badge.ts";

/** All nineteen scores with their intervals, tiers and differences from people. */
export function scoresSection({ models, released, settings, key }: HtmlReport): Section {
  const rowOf = (dimension: Dimension) => (model: ReportedModel, index: number) =>
    scoreRow(
      model,
      index,
      dimension,
      released.map(({ scores }) => scores[dimension]?.centred),
    );
  const groups = FAMILIES.flatMap((family) =>
    DIMENSIONS_OF[family].map((dimension, place) => ({
      label: labelOf(dimension),
      section: place === 0 ? FAMILY_LABELS[family] : undefined,
      rows: models.map(rowOf(dimension)),
    })),
  );
  const rows = groups.flatMap((group) => group.rows);
  const forest: Forest = {
    id: "scores",
    caption: "Centred scores with 95% intervals, in the order of the circle within each family",
    axis: "Centred score",
    columns: ["Score [95%]", "Key ±", "Tier", "Against people", "Adj. p", "Verdict", "Items"],
    groups,
    named: models.length > 1,
    domain: spanOf(
      rows.flatMap(({ estimate, interval, people, released: others = [] }) => [
        estimate,
        interval?.lower,
        interval?.upper,
        people,
        ...others,
      ]),
    ),
  };
  const apart = countsOf(models, (model) => model.analysis.human.filter(differsOnValue).length);
  return {
    id: "scores",
    title: "Scores",
    result: `Values that differ from people’s: ${tally(apart, VALUES.length)}`,
    printed: true,
    content: html`<p>A score under the key “${key}” is ${KEY_RULES[key].score}, in points of the six-point scale; 0 is ${KEY_RULES[key].zero}.</p>
<p class="keys"><span><svg class="swatch" width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true"><path class="people-mark" d="M0-6L4 0L0 6L-4 0Z"/></svg> people, same items</span> ${pickedNames(released)}</p>
${forestTable(forest)}
${models.map(({ analysis: { profile, intervals } }) => {
  const text = leadingText(intervals);
  return text === undefined
    ? ""
    : html`<p class="note">${models.length > 1 ? `${profile.subject}: ` : ""}${text}</p>`;
})}
<p class="note">Key ±: standard error over raters, of the key and not of the model: how far the score moves when other raters make the key. The interval takes the key as given. Tier: within a family, dimensions that share a letter cannot be told apart; those of different tier numbers always can. Against people: difference from the human raters of the same items. ${verdictNote(settings.margin)} Order is that of the theory, not of the scores.</p>
${releasedTable(released)}`,
  };
}

function differsOnValue({ dimension, test }: HumanComparison): boolean {
  return familyOf(dimension) === "values" && test !== undefined && isApart(test);
}

function scoreRow(
  { analysis }: ReportedModel,
  model: number,
  dimension: Dimension,
  released: readonly (number | undefined)[],
): ForestRow {
  const score = analysis.profile.scores[dimension];
  const interval = analysis.intervals.dimensions[dimension];
  const shown = interval.kind === "interval" ? interval.student : undefined;
  const human = analysis.human.find((row) => row.dimension === dimension);
  const tiers = analysis.tiers.find(({ family }) => family === familyOf(dimension));
  return {
    model,
    name: analysis.profile.subject,
    // A mark alone would look exact.
    estimate: shown && score?.centred,
    interval: shown,
    people: human?.human,
    released,
    hollow: analysis.screen.verdict === "do_not_interpret",
    cells: [
      html`<b class="figure">${signed(score?.centred)}</b> <span class="bounds">${interval.kind === "interval" ? bounds(shown) : noErrorText(interval)}</span>`,
      plain(analysis.keyError.score[dimension], 2),
      tiers === undefined ? "" : (tierLabels(tiers).get(dimension) ?? ""),
      ...againstPeople(human),
      score?.n ?? 0,
    ],
  };
}

/** The cells of a difference from people: how large, how sure, and what it comes to. */
function againstPeople(human: HumanComparison | undefined): readonly Content[] {
  if (human === undefined) return ["", "", ""];
  const { difference, test } = human;
  if (test === undefined) return [signed(difference), "", ""];
  return [
    html`${signed(difference)} <span class="bounds">${bounds(test.interval)}</span>`,
    pText(test.adjustedP),
    verdictCell(test.verdict),
  ];
}

/** The figures behind the marks that the picker draws. */
function releasedTable(released: HtmlReport["released"]): Markup | undefined {
  if (released.length === 0) return undefined;
  return html`<details><summary>Scores of all ${released.length} released models under this key</summary>
${scroll(
  "Scores of all released models",
  html`<table class="figures upright"><thead><tr><th scope="col">Model</th>${DIMENSIONS.map((dimension) => html`<th scope="col"><span>${labelOf(dimension)}</span></th>`)}</tr></thead>
<tbody>${released.map(
    ({ subject, scores }) =>
      html`<tr><th scope="row">${subject}</th>${DIMENSIONS.map((dimension) => html`<td>${signed(scores[dimension]?.centred)}</td>`)}</tr>`,
  )}</tbody></table>`,
)}</details>`;
}
