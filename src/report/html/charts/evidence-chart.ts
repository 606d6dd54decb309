import { scaleLog } from "d3-scale";
import { max, min } from "simple-statistics";
import { ALARM } from "../../../scoring/drift/e-process.ts";
import type { HistoryStep } from "../../../scoring/drift/run-history.ts";
import { plain } from "../figures.ts";
import { html, type Markup } from "../markup.ts";
import { modelClass } from "../palette.ts";
import { dateTicks, runLine, runMark, timeAxis } from "./time-axis.ts";

const HEIGHT = 190;

/** Below this evidence is drawn at the bottom: after years without a change it is nearly 0. */
const LEAST = 1e-6;

/** The evidence of a change after each run, on a scale of powers of ten, with the level at which it is an alarm. */
export function evidenceChart(steps: readonly HistoryStep[]): Markup {
  const axis = timeAxis(steps);
  const shown = steps.map(({ evidence }) => Math.max(LEAST, evidence));
  const y = scaleLog([min([...shown, 0.5]) / 1.5, max([...shown, ALARM]) * 1.8], [HEIGHT, 0]);
  const heights = shown.map((evidence) => y(evidence));
  const alarm = y(ALARM).toFixed(1);
  return html`<div class="timeline"><svg class="chart ${modelClass(0)}" width="100%" height="${HEIGHT + 20}" aria-hidden="true">${levels(
    y,
  ).map(
    (level) =>
      html`<line class="${level === 1 ? "zero" : "grid"}" x1="0" x2="100%" y1="${y(level).toFixed(1)}" y2="${y(level).toFixed(1)}"/><text class="level" x="-6" y="${(y(level) + 4).toFixed(1)}">${levelText(level)}</text>`,
  )}<line class="alarm-line" x1="0" x2="100%" y1="${alarm}" y2="${alarm}"/><text class="alarm-name" x="2" y="${(y(ALARM) - 5).toFixed(1)}">alarm at ${ALARM}</text>${runLine(axis, heights)}${steps.map(
    ({ evidence }, run) =>
      runMark(
        axis,
        run,
        heights[run] ?? 0,
        evidence >= ALARM ? "alarm" : "within",
        `evidence ${plain(evidence, 2)}`,
      ),
  )}${dateTicks(axis, HEIGHT)}</svg></div>`;
}

/** Powers of ten, not more than fit. */
function levels(y: { domain(): number[] }): number[] {
  const [lower = 1, upper = 1] = y.domain().map((value) => Math.log10(value));
  const step = Math.ceil((upper - lower) / MOST_LEVELS);
  const powers = Array.from(
    { length: Math.ceil(upper) - Math.ceil(lower) },
    (_, place) => Math.ceil(lower) + place,
  );
  return powers.filter((power) => power % step === 0).map((power) => 10 ** power);
}

const MOST_LEVELS = 5;

function levelText(level: number): string {
  const power = Math.round(Math.log10(level));
  return power < -2 || power > 4
    ? level.toExponential(0).replace("-", "−")
    : level.toFixed(Math.max(0, -power));
}
