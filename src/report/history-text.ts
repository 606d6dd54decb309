import { labelOf } from "../instrument/dimensions.ts";
import { boundsText } from "../lib/number-text.ts";
import type { ScreenedHistory } from "../scoring/analysis/screened-history.ts";
import { ALARM } from "../scoring/drift/e-process.ts";
import { type HistoryLine, outsideOf, type RunHistory } from "../scoring/drift/run-history.ts";
import { CENTRING_NOTE, WATCHES } from "../scoring/drift/watches.ts";
import { historyData } from "./csv/history-data.ts";
import { junitXml } from "./junit.ts";
import type { Printout } from "./printout.ts";
import type { Cell, Table } from "./table.ts";
import { watchTable } from "./watch-table.ts";

/** Raised when a field of `gate --history --format json` changes its meaning or goes. */
const HISTORY_VERSION = 1;

/**
 * What a gate found in a series of runs.
 * @param outcome the outcome in capitals, in its colour where there are colours
 */
export function historyPrintout(
  subject: string,
  screened: ScreenedHistory,
  notes: readonly string[],
  outcome: string,
): Printout {
  const { history, watches } = screened;
  return {
    document: { format: "value-portrait/history", version: HISTORY_VERSION, subject, ...screened, notes },
    tables: [
      stepsTable(subject, history),
      ...(history.lines.length === 0 ? [] : [linesTable(history)]),
      ...(watches.length === 0 ? [] : [{ ...watchTable(watches), note: "A: the newest run. B: the first" }]),
    ],
    data: historyData(screened),
    below: [
      { lead: outcome, text: `: ${screened.summary}` },
      ...(history.alarm === undefined ? [] : [ALARM_ADVICE]),
      "",
      EVIDENCE_NOTE,
      CENTRING_NOTE,
    ],
    notes,
  };
}

/** Below an alarm: what to do when the change is accepted. */
export const ALARM_ADVICE =
  "The alarm stays. When the change is accepted, start a new series: --since <date of the first run after it>.";

/** What evidence and band are. */
export const EVIDENCE_NOTE =
  `evidence: what a bet of 1 against "nothing ever changed" has become. Without a change it reaches ${ALARM} in one series ` +
  "of 20 at most, however long the series is and however often one looks. band: where 95% of scores lie without a change.";

function stepsTable(subject: string, { steps, items }: RunHistory): Table {
  return {
    title: `${subject} over ${steps.length} runs`,
    note: `On the ${items} scored items that every run rated`,
    columns: [
      { header: "Date" },
      { header: "Run" },
      { header: "p", digits: 3 },
      { header: "e", digits: 2 },
      { header: "Evidence", digits: 2 },
      { header: "" },
    ],
    rows: steps.map(({ id, created, p, e, evidence }): Cell[] => [
      dateText(created),
      id,
      p,
      e,
      evidence,
      evidence >= ALARM ? "alarm" : "",
    ]),
  };
}

/**
 * When a run was made, to the minute.
 * @example
 * dateText("2026-11-07T03:00:00.000Z"); // => "2026-11-07 03:00"
 */
export function dateText(created: string): string {
  return created.slice(0, 16).replace("T", " ");
}

/** The scores over the runs: a mark for each, and the band. */
function linesTable({ lines }: RunHistory): Table {
  return {
    title: "Scores by date",
    columns: [
      { header: "Dimension" },
      { header: "Over time" },
      { header: "First", digits: 2, signed: true },
      { header: "Newest", digits: 2, signed: true },
      { header: "Band" },
      { header: "Outside", digits: 0 },
    ],
    rows: lines.map((line): Cell[] => [
      labelOf(line.dimension),
      sparkline(line),
      line.scores[0],
      line.scores.at(-1),
      boundsText(line.band),
      line.scores.filter((score) => outsideOf(score, line.band) !== undefined).length,
    ]),
  };
}

const MARKS = "▁▂▃▄▅▆▇█";

/** More runs than this make a line too wide for a terminal; the newest are shown. */
const MOST_MARKS = 24;

/** A mark for each score, its height between the lower and the upper end of the band; ↑ and ↓ are outside of it. */
function sparkline(line: HistoryLine): string {
  const { lower, upper } = line.band;
  const shown = line.scores.slice(-MOST_MARKS);
  return shown
    .map((score) => {
      const side = outsideOf(score, line.band);
      if (side !== undefined) return side === "below" ? "↓" : "↑";
      const height = upper > lower ? (score - lower) / (upper - lower) : 0.5;
      return MARKS[Math.min(MARKS.length - 1, Math.floor(height * MARKS.length))];
    })
    .join("");
}

/** The history as JUnit XML: a test case for the evidence, and for each watch. */
export function historyJunit(subject: string, screened: ScreenedHistory, notes: readonly string[]): string {
  const { outcome, summary, watches } = screened;
  const kind = outcome === "inconclusive" ? "skipped" : "failure";
  return junitXml(`${subject} over time`, [
    {
      name: "profile",
      ...(outcome === "quiet" ? {} : { problem: { kind, message: summary } }),
      output: [summary, ...notes].join("\n"),
    },
    ...watches.map(({ id, verdict }) => ({
      name: WATCHES[id].label,
      ...(verdict === "equivalent"
        ? {}
        : {
            problem: {
              kind: verdict === "drifted" ? ("failure" as const) : ("skipped" as const),
              message: verdict,
            },
          }),
    })),
  ]);
}
