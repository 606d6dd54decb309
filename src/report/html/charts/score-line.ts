import { scaleLinear } from "d3-scale";
import { type HistoryLine, lineInterval, outsideOf } from "../../../scoring/drift/run-history.ts";
import { bounds, signed } from "../figures.ts";
import { html, type Markup } from "../markup.ts";
import { modelClass } from "../palette.ts";
import type { Domain } from "./axis.ts";
import { dateTicks, runMark, type TimeAxis } from "./time-axis.ts";

const HEIGHT = 110;

/** All that a chart of a score over dates must hold, in rating points. */
export function lineExtent(line: HistoryLine): Domain {
  const ends = line.scores.map((score, run) => lineInterval(line, run) ?? { lower: score, upper: score });
  return [
    ends.reduce((least, { lower }) => Math.min(least, lower), line.band.lower),
    ends.reduce((most, { upper }) => Math.max(most, upper), line.band.upper),
  ];
}

/**
 * A score over the runs of a series: each with its interval, before the band.
 * @param span of the drawing in rating points; the same for all scores, so that a change looks as large as it is
 */
export function scoreLine(line: HistoryLine, axis: TimeAxis, span: number): Markup {
  const [lower, upper] = lineExtent(line);
  const middle = (lower + upper) / 2;
  const y = scaleLinear([middle - span / 2, middle + span / 2], [HEIGHT - 4, 4]);
  const { band } = line;
  return html`<div class="timeline"><svg class="chart ${modelClass(0)}" width="100%" height="${HEIGHT + 20}" aria-hidden="true"><rect class="run-band" x="0" width="100%" y="${y(band.upper).toFixed(1)}" height="${(y(band.lower) - y(band.upper)).toFixed(1)}"/>${y
    .ticks(3)
    .map(
      (level) =>
        html`<line class="${level === 0 ? "zero" : "grid"}" x1="0" x2="100%" y1="${y(level).toFixed(1)}" y2="${y(level).toFixed(1)}"/><text class="level" x="-6" y="${(y(level) + 4).toFixed(1)}">${signed(level)}</text>`,
    )}${line.scores.map((score, run) => {
    const interval = lineInterval(line, run);
    const whisker =
      interval &&
      html`<line class="interval" x1="${axis.x(run)}" x2="${axis.x(run)}" y1="${y(interval.lower).toFixed(1)}" y2="${y(interval.upper).toFixed(1)}"/>`;
    return html`${whisker}${runMark(axis, run, y(score), outsideOf(score, band) ?? "within", `${signed(score)} ${bounds(interval)}`)}`;
  })}${dateTicks(axis, HEIGHT)}</svg></div>`;
}
