import { labelOf, VALUES } from "../instrument/dimensions.ts";
import type { Profile } from "../scoring/score/profile.ts";
import { countsText } from "./profile-tables.ts";
import { renderLines, renderTables } from "./render-table.ts";
import type { Table } from "./table.ts";

const WIDTH = 80;
/** Two spaces and a signed score with two decimals. */
const SCORE_WIDTH = 7;
const LABEL_WIDTH = 16;
const MOST_COLUMNS = Math.floor((WIDTH - LABEL_WIDTH) / SCORE_WIDTH);

/**
 * The ten values of each model for a terminal of 80 columns: a row for each value, a column for each model, which
 * is a number explained below when the names are too long.
 */
export function evalSummary(profiles: readonly Profile[]): string {
  const named = profiles.map(({ subject }, index) => ({ subject, header: String(index + 1) }));
  const short = LABEL_WIDTH + named.reduce((sum, { subject }) => sum + subject.length + 2, 0) <= WIDTH;
  const headers = named.map(({ subject, header }) => (short ? subject : header));
  const blocks = Array.from(
    { length: Math.ceil(profiles.length / MOST_COLUMNS) },
    (_, block) => block * MOST_COLUMNS,
  );
  const tables = blocks.map((start): Table => {
    const shown = profiles.slice(start, start + MOST_COLUMNS);
    return {
      ...(start === 0 ? { title: "Value Portrait: centred scores of the ten values" } : {}),
      columns: [
        { header: "" },
        ...shown.map((_, index) => ({ header: headers[start + index] ?? "", digits: 2, signed: true })),
      ],
      rows: VALUES.map((value) => [labelOf(value), ...shown.map(({ scores }) => scores[value]?.centred)]),
    };
  });
  const legend = profiles.flatMap((profile, index) => {
    const name = short ? profile.subject : `${headers[index]} = ${profile.subject}`;
    const line = `${name}: ${countsText(profile.counts)}`;
    return line.length <= WIDTH ? [line] : [`${name}:`, `  ${countsText(profile.counts)}`];
  });
  return `${renderTables(tables, "table")}\n${renderLines(
    legend.map((text) => ({ lead: "", text })),
    "table",
  )}`;
}
