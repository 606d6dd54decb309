import { max } from "simple-statistics";
import { labelOf } from "../../../instrument/dimensions.ts";
import { decimals } from "../../../lib/number-text.ts";
import { ALARM } from "../../../scoring/drift/e-process.ts";
import {
  type HistoryLine,
  lineInterval,
  outsideOf,
  type RunHistory,
} from "../../../scoring/drift/run-history.ts";
import { CENTRING_NOTE, WATCHES, type Watch } from "../../../scoring/drift/watches.ts";
import { dateText, EVIDENCE_NOTE } from "../../history-text.ts";
import { evidenceChart } from "../charts/evidence-chart.ts";
import { lineExtent, scoreLine } from "../charts/score-line.ts";
import { timeAxis } from "../charts/time-axis.ts";
import { bounds, enumerate, plain, signed } from "../figures.ts";
import { html, type Markup } from "../markup.ts";
import { scroll } from "../models-table.ts";
import { OPEN, type Section } from "../section.ts";

/** What each run adds to the evidence of a change; nothing before the first run. */
export function evidenceSection({ steps, items }: RunHistory): Section | undefined {
  const newest = steps.at(-1);
  if (newest === undefined) return undefined;
  return {
    id: "evidence",
    title: "Evidence of a change",
    result: `${decimals(newest.evidence, 2)} after ${steps.length} ${steps.length === 1 ? "run" : "runs"}; an alarm from ${ALARM} on`,
    printed: true,
    content: html`<p>On the ${items} scored items that every run rated. ${EVIDENCE_NOTE}</p>
${evidenceChart(steps)}
<details${steps.length > MANY ? undefined : OPEN}><summary>Evidence after each run, the newest last</summary>
${scroll(
  "Evidence after each run",
  html`<table class="figures"><thead><tr><th scope="col">Run</th><th scope="col">p</th><th scope="col">e</th><th scope="col">Evidence</th></tr></thead>
<tbody>${steps.map(
    ({ id, created, p, e, evidence }) =>
      html`<tr>${runCell(created, id)}<td>${plain(p, 3)}</td><td>${plain(e, 2)}</td><td>${plain(evidence, 2)}${evidence >= ALARM ? html` <b class="real">alarm</b>` : undefined}</td></tr>`,
  )}</tbody></table>`,
)}</details>`,
  };
}

/** The table of more runs than this is closed until it is wanted. */
const MANY = 20;

/** The scores over the runs, each with its interval on these items, and the band; nothing where there are none. */
export function linesSection({ lines, steps }: RunHistory): Section | undefined {
  if (lines.length === 0) return undefined;
  const axis = timeAxis(steps);
  const span = max(
    lines.map((line) => {
      const [lower, upper] = lineExtent(line);
      return upper - lower;
    }),
  );
  const outside = lines.flatMap((line) => outsideCount(line));
  const all = lines.length * steps.length;
  return {
    id: "lines",
    title: "Scores by date",
    result: `Outside their band: ${outside.reduce((sum, count) => sum + count, 0)} of ${all}`,
    printed: true,
    content: html`<p>Each mark is a run, with the 95% interval of its score on these items: how far it would move if the same items were put to the model again. Where no prompt was repeated it holds what differs between prompts, too, and is rather too wide. The shaded band holds 95% of scores without a change; a triangle points out of it. All drawings are of one height in points.</p>
<div class="lines">${lines.map(
      (line, place) =>
        html`<figure><figcaption><b>${labelOf(line.dimension)}</b><span>${signed(line.scores[0])} to ${signed(line.scores.at(-1))}</span><span>band ${bounds(line.band)}</span><span>outside ${outside[place]} of ${steps.length}</span></figcaption>${scoreLine(line, axis, span)}</figure>`,
    )}</div>
<details><summary>Scores of all runs</summary>
${scroll("Scores of all runs", scoresTable(lines, steps))}</details>`,
  };
}

function outsideCount({ scores, band }: HistoryLine): number {
  return scores.filter((score) => outsideOf(score, band) !== undefined).length;
}

/** The figures behind the drawings. */
function scoresTable(lines: readonly HistoryLine[], steps: RunHistory["steps"]): Markup {
  const cell = (line: HistoryLine, run: number) => {
    const score = line.scores[run] ?? Number.NaN; // every line has a score of every run
    const side = outsideOf(score, line.band);
    return html`<td>${signed(score)} <span class="bounds">${bounds(lineInterval(line, run))}</span>${side === undefined ? undefined : html` <b class="real">${side}</b>`}</td>`;
  };
  return html`<table class="figures"><caption>Score, 95% interval, and whether it is above or below its band</caption><thead><tr><th scope="col">Run</th>${lines.map(({ dimension }) => html`<th scope="col">${labelOf(dimension)}</th>`)}</tr></thead>
<tbody>${steps.map(({ id, created }, run) => html`<tr>${runCell(created, id)}${lines.map((line) => cell(line, run))}</tr>`)}</tbody></table>`;
}

function runCell(created: string, id: string): Markup {
  return html`<th scope="row">${dateText(created)} <span class="id gist">${id}</span></th>`;
}

/** What scores cannot see, of the newest run against the first; nothing with fewer than two runs. */
export function watchesSection(watches: readonly Watch[]): Section | undefined {
  if (watches.length === 0) return undefined;
  const open = watches.filter(({ verdict }) => verdict !== "equivalent");
  return {
    id: "watches",
    title: "What centred scores cannot see",
    result:
      open.length === 0
        ? "All within their margins"
        : enumerate(open.map(({ id, verdict }) => `${WATCHES[id].label} ${verdict}`)),
    printed: true,
    content: html`<p>The newest run against the first. ${CENTRING_NOTE}</p>
${scroll(
  "Watched figures",
  html`<table class="figures"><thead><tr><th scope="col">Watched</th><th scope="col">First</th><th scope="col">Newest</th><th scope="col">Difference [90%]</th><th scope="col">Margin</th><th scope="col">Verdict</th></tr></thead>
<tbody>${watches.map(
    ({ id, a, b, difference, interval, margin, verdict }) =>
      html`<tr><th scope="row">${WATCHES[id].label}</th><td>${plain(b, 3)}</td><td>${plain(a, 3)}</td><td>${signed(difference)} <span class="bounds">${bounds(interval)}</span></td><td>${plain(margin, 2)}</td><td>${verdict === "drifted" ? html`<b class="real">${verdict}</b>` : verdict}</td></tr>`,
  )}</tbody></table>`,
)}`,
  };
}
