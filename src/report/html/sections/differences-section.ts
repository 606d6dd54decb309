import {
  DIMENSIONS,
  DIMENSIONS_OF,
  FAMILIES,
  FAMILY_LABELS,
  labelOf,
  VALUES,
} from "../../../instrument/dimensions.ts";
import { countText, pText } from "../../../lib/number-text.ts";
import type { ComparedDimension, Comparison } from "../../../scoring/compare/comparison.ts";
import { isApart, verdictNote } from "../../../scoring/compare/verdict.ts";
import { explainedLines } from "../../comparison-table.ts";
import { KEY_ERROR_OF_DIFFERENCES } from "../../key-error-text.ts";
import { spanOf } from "../charts/axis.ts";
import { type Forest, type ForestRow, forestTable } from "../charts/forest-table.ts";
import { bounds, plain, signed } from "../figures.ts";
import type { HtmlReport } from "../html-report.ts";
import { html, type Markup } from "../markup.ts";
import type { Section } from "../section.ts";
import { tally } from "../tally.ts";
import { verdictCell } from "../verdict-badge.ts";

type Compared = { readonly comparison: Comparison; readonly model: number; readonly hollow: boolean };

/** Every model minus the baseline, paired; nothing when there is none. */
export function differencesSection({ models }: HtmlReport): Section | undefined {
  const compared = models.flatMap(({ comparison, analysis }, model): Compared[] =>
    comparison === undefined
      ? []
      : [{ comparison, model, hollow: analysis.screen.verdict === "do_not_interpret" }],
  );
  return comparedSection(compared);
}

/** One or more runs minus a baseline; nothing when there is none. */
export function comparedSection(compared: readonly Compared[]): Section | undefined {
  const [first] = compared;
  if (first === undefined) return undefined;
  const { b: baseline, margin } = first.comparison;
  const rows = compared.flatMap(({ comparison }) => Object.values(comparison.dimensions));
  const forest: Forest = {
    id: "differences",
    caption: `Centred scores minus those of ${baseline}, with 95% intervals`,
    axis: "Difference",
    columns: ["Difference [95%]", "Key ±", "Adj. p", "Verdict"],
    groups: FAMILIES.flatMap((family) =>
      DIMENSIONS_OF[family].map((dimension, place) => ({
        label: labelOf(dimension),
        section: place === 0 ? FAMILY_LABELS[family] : undefined,
        rows: compared.map((one) => differenceRow(one, one.comparison.dimensions[dimension])),
      })),
    ),
    named: compared.length > 1,
    domain: spanOf([
      -margin,
      margin,
      ...rows.flatMap((row) => (row.kind === "compared" ? [row.student.lower, row.student.upper] : [])),
    ]),
    band: margin,
  };
  const apart = compared.map(({ comparison, hollow }) => ({
    name: comparison.a,
    count: hollow ? undefined : valuesApart(comparison),
  }));
  return {
    id: "differences",
    title: "Differences from the baseline",
    result: `Values that differ from those of ${baseline}: ${tally(apart, VALUES.length)}`,
    printed: true,
    content: html`${headlines(compared)}
<p>${compared.map(({ comparison }) => html`${comparison.a} minus ${baseline}, on ${countText(comparison.paired.prompts)} answers to ${comparison.paired.items} scored items that both gave. `)}Right of 0 is above the baseline.</p>
${compared.flatMap(({ comparison }) => explainedLines(comparison, [comparison.a, comparison.b])).map((line) => html`<p class="note">${line}</p>`)}
${forestTable(forest)}
<p class="note">${verdictNote(margin)} Of ${DIMENSIONS.length} dimensions, marks of those that are neither higher nor lower are hollow. The shaded band is the margin, ±${margin}. ${KEY_ERROR_OF_DIFFERENCES}</p>`,
  };
}

function valuesApart({ dimensions }: Comparison): number {
  return VALUES.filter((value) => {
    const row = dimensions[value];
    return row.kind === "compared" && isApart(row);
  }).length;
}

/** What each comparison comes to, on items like these and on these; it names its model where there are several. */
function headlines(compared: readonly Compared[]): Markup {
  const lead = (name: string) => (compared.length > 1 ? html`<b>${name}</b>: ` : undefined);
  return html`${compared.map(
    ({ comparison: { a, headline, onItems } }) =>
      html`<p class="headline">${lead(a)}${[...new Set([headline.summary, onItems.summary])].join(" ")}</p>`,
  )}`;
}

function differenceRow({ comparison, model, hollow }: Compared, row: ComparedDimension): ForestRow {
  const common = { model, name: comparison.a };
  if (row.kind === "undefined")
    return {
      ...common,
      estimate: undefined,
      interval: undefined,
      hollow: true,
      cells: ["", "", "", row.reason.replaceAll("_", " ")],
    };
  return {
    ...common,
    estimate: row.difference,
    interval: row.student,
    hollow: hollow || !isApart(row),
    cells: [
      html`<b class="figure">${signed(row.difference)}</b> <span class="bounds">${bounds(row.student)}</span>`,
      row.keyError === undefined ? "" : plain(row.keyError, 2),
      pText(row.adjustedP),
      verdictCell(row.verdict),
    ],
  };
}
