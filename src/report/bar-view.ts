import { labelOf, VALUES } from "../instrument/dimensions.ts";
import type { Analysis } from "../scoring/analysis/analyse-run.ts";

/** Columns left and right of 0, and the score at which they end, in rating points. */
const HALF = 24;
const REACH = 1.2;

/**
 * The ten values as intervals on a line, for a terminal: `●` the score, `─` its 95% interval, `○` people on the
 * same items, `│` 0, `?` a score without an interval. What lies beyond the ends is drawn at them.
 */
export function barView({ profile, intervals, human }: Analysis): string {
  const rows = VALUES.map((value) => {
    const interval = intervals.dimensions[value];
    const people = human.find(({ dimension }) => dimension === value)?.human;
    const line = Array<string>(2 * HALF + 1).fill(" ");
    line[HALF] = "│";
    const bounds = interval.kind === "interval" ? interval.student : undefined;
    if (bounds !== undefined) line.fill("─", columnOf(bounds.lower), columnOf(bounds.upper) + 1);
    if (people !== undefined) line[columnOf(people)] = "○";
    const score = profile.scores[value];
    if (score !== undefined) line[columnOf(score.centred)] = bounds === undefined ? "?" : "●";
    return `${labelOf(value).padEnd(LABEL_WIDTH)} ${line.join("")}`.trimEnd();
  });
  const scale = `${" ".repeat(LABEL_WIDTH + 1)}${`-${REACH}`.padEnd(HALF)}0${`+${REACH}`.padStart(HALF)}`;
  return `${[...rows, scale].join("\n")}\n`;
}

const LABEL_WIDTH = Math.max(...VALUES.map((value) => labelOf(value).length));

function columnOf(score: number): number {
  return HALF + Math.max(-HALF, Math.min(HALF, Math.round((score / REACH) * HALF)));
}
