import { max } from "simple-statistics";
import { labelOf, VALUES, type Value } from "../instrument/dimensions.ts";
import { decimals, signed } from "../lib/number-text.ts";
import type { Outline } from "../scoring/analysis/outline-run.ts";
import { differentiationText } from "./axis-text.ts";
import { countsText, noErrorText, verdictText } from "./profile-tables.ts";
import { renderTables } from "./render-table.ts";
import type { Table } from "./table.ts";

const WIDTH = 80;
/** "not measured", which is longer than a score with its error, and two spaces. */
const SCORE_WIDTH = 14;
const LABEL_WIDTH = 16;
const MOST_COLUMNS = Math.floor((WIDTH - LABEL_WIDTH) / SCORE_WIDTH);

/**
 * The models of an eval for a terminal of 80 columns: the verdict on each first, then the ten values with their
 * standard errors, a row for each value and a column for each model, which is a number when the names are too long.
 * @param outlines under one key
 * @param slopes each model's differentiation
 */
export function evalSummary(
  outlines: readonly Outline[],
  slopes: readonly (number | undefined)[] = [],
): string {
  const widths = outlines.map(({ profile }) => Math.max(SCORE_WIDTH, profile.subject.length + 2));
  const short = outlines.length <= MOST_COLUMNS && LABEL_WIDTH + max([0, ...widths]) * widths.length <= WIDTH;
  const headers = outlines.map(({ profile }, index) => (short ? profile.subject : String(index + 1)));
  const verdicts = outlines.flatMap(({ profile, screen }, index) => {
    const name = short ? profile.subject : `${headers[index]} = ${profile.subject}`;
    const line = `${name}: ${countsText(profile.counts)}`;
    const counts = line.length <= WIDTH ? [line] : [`${name}:`, `  ${countsText(profile.counts)}`];
    const slope = slopes[index];
    const told = slope === undefined ? [] : [differentiationText(slope)];
    return [...counts, verdictText(screen), ...told, ""];
  });
  const starts = outlines.flatMap((_, index) => (index % MOST_COLUMNS === 0 ? [index] : []));
  const tables = starts.map((start): Table => {
    const shown = outlines.slice(start, start + MOST_COLUMNS);
    return {
      ...(start === 0 ? { title: titleOf(outlines), note: verdicts } : {}),
      columns: [
        { header: "" },
        ...shown.map((_, index) => ({ header: headers[start + index] ?? "", digits: 2 })),
      ],
      rows: VALUES.map((value) => [labelOf(value), ...shown.map((outline) => scoreText(outline, value))]),
    };
  });
  return `${renderTables(tables, "table")}\n`;
}

function titleOf(outlines: readonly Outline[]): string {
  const key = outlines[0]?.profile.key ?? "released";
  return `Value Portrait: ${key === "released" ? "centred scores" : "scores"} of the ten values ± standard error${key === "released" ? "" : `, key ${key}`}`;
}

/** A number without its error would look exact. */
function scoreText({ profile, intervals }: Outline, value: Value): string | undefined {
  const score = profile.scores[value];
  const interval = intervals.dimensions[value];
  if (score === undefined || interval.kind === "undefined")
    return interval.kind === "undefined" ? noErrorText(interval) : undefined;
  return `${signed(score.centred)} ±${decimals(interval.se, 2)}`;
}
