import { capitalised } from "../../../lib/capitalised.ts";
import {
  CHECKS,
  type Check,
  type CheckId,
  type Place,
  SCREEN_VERDICT_LABELS,
  SCREEN_VERDICTS,
} from "../../../scoring/screen/screen.ts";
import { CHECK_LIMITS, type CheckLimits } from "../../../scoring/screen/screen-thresholds.ts";
import { plain, share } from "../figures.ts";
import type { HtmlReport, ReportedModel } from "../html-report.ts";
import { html, type Markup } from "../markup.ts";
import { eachModel, scroll } from "../models-table.ts";
import type { Section } from "../section.ts";

/** Why each model has its verdict: what was measured, where the screen warns and stops, and where that comes from. */
export function screenSection({ models }: HtmlReport): Section {
  return {
    id: "screen",
    title: "Why this verdict",
    result: verdictCounts(models),
    printed: false,
    content: html`<p>A verdict is the worst of the checks below. Each has a limit beyond which the profile is to be interpreted with caution, and one beyond which it is not to be interpreted. An open check could not be made on this run.</p>
${eachModel(models, checksTable)}
<h3>Where the limits come from</h3>
${limitsTable()}`,
  };
}

/** As in "Interpretable", and "6 interpretable, 1 interpret with caution" of several. */
function verdictCounts(models: readonly ReportedModel[]): string {
  const verdicts = models.map(({ analysis }) => analysis.screen.verdict);
  const found = SCREEN_VERDICTS.map(
    (verdict) => [verdict, verdicts.filter((one) => one === verdict).length] as const,
  ).filter(([, count]) => count > 0);
  return found
    .map(([verdict, count]) =>
      models.length === 1
        ? capitalised(SCREEN_VERDICT_LABELS[verdict])
        : `${count} ${SCREEN_VERDICT_LABELS[verdict]}`,
    )
    .join(", ");
}

function checksTable({ analysis: { screen } }: ReportedModel, index: number): Markup {
  const table = scroll(
    `Validity screen, ${screen.subject}`,
    html`<table class="checks"><caption>${capitalised(SCREEN_VERDICT_LABELS[screen.verdict])}</caption>
<thead><tr><th scope="col">Check</th><th scope="col">Measured</th><th scope="col">Caution</th><th scope="col">Do not interpret</th><th scope="col">Verdict</th><th scope="col">Why</th></tr></thead>
<tbody>${screen.checks.map(checkRow)}</tbody></table>`,
  );
  return html`<div id="screen-${index}" class="part-content">${table}</div>`;
}

function checkRow(check: Check): Markup {
  const limits = CHECK_LIMITS[check.id];
  const before = html`<th scope="row">${capitalised(check.label)}</th><td>${valueText(check)}</td>${limitCells(limits)}`;
  if (check.kind === "open")
    return html`<tr>${before}<td>open</td><td class="prose">${check.reason}</td></tr>`;
  const { place } = check;
  return html`<tr class="${check.verdict}">${before}<td class="judged">${SCREEN_VERDICT_LABELS[check.verdict]}</td><td class="prose">${check.reason}${place === undefined ? "" : placeText(place)}</td></tr>`;
}

function valueText(check: Check): string {
  if (check.kind === "open") return "";
  return check.unit === "share" ? share(check.value) : plain(check.value, 2);
}

function placeText({ lower, of }: Place): string {
  return ` Of ${of} released models, ${lower === 0 ? "none has" : lower === 1 ? "1 has" : `${lower} have`} a lower value.`;
}

function limitsTable(): Markup {
  return scroll(
    "Where the limits come from",
    html`<table class="checks"><thead><tr><th scope="col">Check</th><th scope="col">What is judged</th><th scope="col">Caution</th><th scope="col">Do not interpret</th><th scope="col">Where the limits come from</th></tr></thead>
<tbody>${CHECK_IDS.map((id) => html`<tr><th scope="row">${capitalised(CHECKS[id].label)}</th><td class="prose">${CHECK_LIMITS[id].judged}</td>${limitCells(CHECK_LIMITS[id])}<td class="prose">${CHECK_LIMITS[id].source}</td></tr>`)}</tbody></table>`,
  );
}

/** The keys of CHECKS are the check ids. */
const CHECK_IDS = Object.keys(CHECKS) as CheckId[];

function limitCells({ thresholds: { caution, stop }, unit }: CheckLimits): Markup[] {
  const sign = stop > caution ? ">" : "<";
  return [caution, stop].map((limit) => html`<td>${sign} ${LIMIT_TEXTS[unit](limit)}</td>`);
}

const LIMIT_TEXTS: Readonly<Record<CheckLimits["unit"], (limit: number) => string>> = {
  share,
  points: (limit) => `${plain(limit, 2)} points`,
  raters: (limit) => `${share(limit)} of raters`,
  SDs: (limit) => `${plain(limit, 2)} SDs`,
  reliability: (limit) => `${plain(limit, 2)} reliability`,
  correlation: (limit) => plain(limit, 2),
};
