import { max } from "simple-statistics";
import type { Dimension } from "../../instrument/dimensions.ts";
import { dimensionsByItem } from "../../instrument/key.ts";
import { decimals } from "../../lib/number-text.ts";
import { seededRandom } from "../../lib/random.ts";
import type { Run } from "../../runs/answer.ts";
import { asPlanned } from "../../runs/planned-answers.ts";
import { ALARM } from "../drift/e-process.ts";
import { watchSentence } from "../drift/gate.ts";
import { ownNoise, ratingOf } from "../drift/paired-items.ts";
import { type RunHistory, runHistory } from "../drift/run-history.ts";
import { type Watch, type WatchMargins, watchRuns } from "../drift/watches.ts";
import { reduceRun } from "../score/reduced-run.ts";
import { SCREEN_VERDICT_LABELS, type Screen } from "../screen/screen.ts";
import { screenRun } from "../screen/validity-screen.ts";
import type { AnalysisReference } from "./analyse-run.ts";

/**
 * What a gate says of a series of runs. "drifted": the evidence of a change reached the alarm at some run, or a watch of
 * the newest run drifted. "quiet": neither. "inconclusive": there are no two runs yet, or a watch is open. "refused":
 * the newest run must not be interpreted.
 */
export type HistoryVerdict = "quiet" | "drifted" | "inconclusive" | "refused";

/** One run of a series as it comes in. */
export type SeriesRun = { readonly id: string; readonly created: string; readonly run: Run };

export type ScreenedHistory = {
  readonly outcome: HistoryVerdict;
  readonly summary: string;
  readonly history: RunHistory;
  /** Of the newest run against the first of the series. */
  readonly watches: readonly Watch[];
  /** Of the newest run; undefined when there is none. */
  readonly screen: Screen | undefined;
  /** Runs before the newest that fail the screen; they are left out. */
  readonly leftOut: readonly string[];
};

/**
 * A series of runs of one model, the oldest first, judged after its newest run.
 * @param reference seed of the screens' random numbers as for a single run
 */
export function screenedHistory(
  series: readonly SeriesRun[],
  { key, people, screen: reference }: Pick<AnalysisReference, "key" | "people" | "screen">,
  options: {
    readonly dimensions: readonly Dimension[];
    readonly watchMargins: WatchMargins;
    readonly seed: number;
    /** Planned answers that are missing are no reason to refuse the newest run, or to leave out another. */
    readonly acceptPartial?: true | undefined;
  },
): ScreenedHistory {
  const screened = series.map((one) => {
    const reduced = reduceRun(options.acceptPartial ? asPlanned(one.run) : one.run, key);
    return { ...one, reduced, screen: screenRun(reduced, reference, seededRandom(options.seed)) };
  });
  const scored = dimensionsByItem(key);
  const newest = screened.at(-1);
  const kept = screened.filter((one) => one === newest || one.screen.verdict !== "do_not_interpret");
  const history = runHistory(
    kept.map(({ id, created, run, reduced }) => ({
      id,
      created,
      ratings: reduced.ratings,
      noise: ownNoise(
        run.responses.filter(({ item }) => scored.has(item)),
        ratingOf,
      ),
    })),
    key,
    options.dimensions,
  );
  const [first] = kept;
  const watches =
    first === undefined || newest === undefined || first === newest
      ? []
      : watchRuns(newest.run, first.run, people, options.watchMargins);
  return {
    ...conclude(history, watches, newest?.screen),
    history,
    watches,
    screen: newest?.screen,
    leftOut: screened.filter((one) => !kept.includes(one)).map(({ id }) => id),
  };
}

function conclude(
  history: RunHistory,
  watches: readonly Watch[],
  screen: Screen | undefined,
): Pick<ScreenedHistory, "outcome" | "summary"> {
  if (screen?.verdict === "do_not_interpret")
    return { outcome: "refused", summary: `${SCREEN_VERDICT_LABELS[screen.verdict]}. ${screen.summary}` };
  const drifted = watches.filter(({ verdict }) => verdict === "drifted").map(watchSentence);
  const open = watches.filter(({ verdict }) => verdict === "inconclusive").map(watchSentence);
  const evidence = evidenceSentence(history);
  if (history.outcome === "alarm" || drifted.length > 0)
    return { outcome: "drifted", summary: [evidence, ...drifted].join(" ") };
  if (history.outcome === "open" || open.length > 0)
    return { outcome: "inconclusive", summary: [evidence, ...open].join(" ") };
  return { outcome: "quiet", summary: evidence };
}

function evidenceSentence({ outcome, alarm, steps }: RunHistory): string {
  if (alarm !== undefined)
    return `The evidence of a change reached ${ALARM} with the run of ${alarm.created.slice(0, 10)} (${decimals(alarm.evidence, 1)}).`;
  if (outcome === "open") return `There are not two runs to compare yet (${steps.length}).`;
  const most = max([0, ...steps.map(({ evidence }) => evidence)]);
  return `In ${steps.length} runs the evidence of a change did not reach ${ALARM} (${decimals(most, 1)} at most).`;
}
