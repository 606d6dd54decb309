import { scaleUtc } from "d3-scale";
import { min } from "simple-statistics";
import { dateText } from "../../history-text.ts";
import { html, type Markup } from "../markup.ts";
import { markPath } from "../palette.ts";

/** A run of a series on a chart over dates. */
export type DatedMark = {
  /** ISO 8601. */
  readonly created: string;
  readonly id: string;
};

/** Where runs stand across a chart, in their order. */
export type TimeAxis = { readonly runs: readonly DatedMark[]; readonly x: (run: number) => string };

/** The dates of a series across a chart, with room for marks at the ends. */
export function timeAxis(runs: readonly DatedMark[]): TimeAxis {
  const times = runs.map(({ created }) => Date.parse(created));
  const scale = scaleUtc([times[0] ?? 0, times.at(-1) ?? 0], [2, 98]);
  return { runs, x: (run) => `${scale(times[run] ?? 0).toFixed(2)}%` };
}

/** Below a chart: the dates of the first and the newest run, and of one between where there is room. */
export function dateTicks({ runs, x }: TimeAxis, height: number): Markup[] {
  const last = runs.length - 1;
  const fromMiddle = runs.map((_, run) => Math.abs(Number.parseFloat(x(run)) - 50));
  const middle = fromMiddle.indexOf(min(fromMiddle));
  const days = new Set(runs.map(({ created }) => created.slice(0, 10)));
  const text = (run: number) => {
    const date = dateText(runs[run]?.created ?? "");
    return days.size > 1 || last < 1 ? date.slice(0, 10) : date.slice(11);
  };
  const tick = (run: number, anchor: string, name: string) =>
    html`<text class="${name}" x="${x(run)}" y="${height + 14}" text-anchor="${anchor}">${text(run)}</text>`;
  if (last < 1) return [tick(0, "middle", "date")];
  const hasRoom = middle > 0 && middle < last && (fromMiddle[middle] ?? 50) < 12;
  return [
    tick(0, "start", "date"),
    tick(last, "end", "date"),
    ...(hasRoom ? [tick(middle, "middle", "date between")] : []),
  ];
}

/** What a mark says besides its place. */
export type MarkKind = "within" | "above" | "below" | "alarm";

const SHAPES: Readonly<Record<MarkKind, number>> = { within: 0, above: 2, below: 2, alarm: 3 };

/** More runs than this have small marks, so that they stay apart. */
const MANY = 60;

/** A run's mark: a circle, a triangle that points out of the band, or a diamond at an alarm. Shape says what colour says. */
export function runMark(
  { runs, x }: TimeAxis,
  run: number,
  y: number,
  kind: MarkKind,
  figure: string,
): Markup {
  const path = markPath(SHAPES[kind], runs.length > MANY ? 18 : 50);
  const turned = kind === "below" ? html` transform="rotate(180)"` : undefined;
  const { created = "", id = "" } = runs[run] ?? {};
  return html`<svg class="${kind === "within" ? "run" : "run away"}" x="${x(run)}" y="${y.toFixed(1)}" overflow="visible"><title>${dateText(created)}, ${id}: ${figure}</title><path class="mark" d="${path}"${turned}/></svg>`;
}

/** Straight lines from run to run: nothing is measured between them. */
export function runLine({ runs, x }: TimeAxis, ys: readonly number[]): Markup[] {
  return runs
    .slice(1)
    .map(
      (_, run) =>
        html`<line class="line" x1="${x(run)}" y1="${(ys[run] ?? 0).toFixed(1)}" x2="${x(run + 1)}" y2="${(ys[run + 1] ?? 0).toFixed(1)}"/>`,
    );
}
