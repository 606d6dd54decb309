/** Whether runs drifted, by the functions and with the settings of `value-portrait gate`. */
import type { KeyId } from "../instrument/key.ts";
import { loadKey, loadKeyErrors, loadPeople } from "../release/data.ts";
import { loadScreenReference } from "../release/released-screens.ts";
import { isScoredUnder, SHORT_FORM_KEY, whyNotUnder } from "../release/short-form.ts";
import type { Run } from "../runs/answer.ts";
import type { SkippedFile, StoredRunFile } from "../runs/run-folder.ts";
import { timeOf } from "../runs/run-identity.ts";
import { runSeries } from "../runs/run-series.ts";
import { type Gated, gateAgainst } from "../scoring/analysis/screened-comparison.ts";
import { type ScreenedHistory, screenedHistory } from "../scoring/analysis/screened-history.ts";
import { HEADLINE_DIMENSIONS, type Scope } from "../scoring/compare/headline.ts";
import { DEFAULT_MARGIN } from "../scoring/compare/verdict.ts";
import { WATCH_MARGINS } from "../scoring/drift/watches.ts";
import { DEFAULT_RESAMPLES, DEFAULT_SEED } from "../scoring/uncertainty/query-draws.ts";
import type { ProfileEntry } from "./profiles.ts";
import { nextCall, ToolError } from "./tool-error.ts";

/** What the command line takes unless it is told otherwise. */
const SETTINGS = {
  dimensions: HEADLINE_DIMENSIONS,
  watchMargins: WATCH_MARGINS,
  margin: DEFAULT_MARGIN,
  seed: DEFAULT_SEED,
  resamples: DEFAULT_RESAMPLES,
};

/**
 * A run against its baseline.
 * @throws {ToolError} one of them is no run, or has no scores under the key
 */
export function driftFromBaseline(run: ProfileEntry, baseline: ProfileEntry, key: KeyId, rule: Scope): Gated {
  if (run.id === baseline.id)
    throw new ToolError(
      `${run.id} is its own baseline: name an earlier run. ${nextCall("list_value_profiles", { kind: "run" })}`,
    );
  const [one, other] = [answersOf(run), answersOf(baseline)];
  needKey(run, one, key, { baseline: baseline.id });
  needKey(baseline, other, key, { run: run.id, baseline: baseline.id });
  return gateAgainst(one, other, referenceOf(key), { ...SETTINGS, rule });
}

export type DriftSeries = {
  readonly screened: ScreenedHistory;
  readonly skipped: readonly SkippedFile[];
};

/**
 * The runs of the same model and condition up to a run, judged after it.
 * @throws {ToolError} it is not a run of the user's, or has no scores under the key
 */
export function driftOverTime(run: ProfileEntry, files: readonly StoredRunFile[], key: KeyId): DriftSeries {
  const { asked, time } = run;
  if (asked === undefined)
    throw new ToolError(
      `${run.id} is no run of yours, so that there is no series: give a baseline. ${nextCall("list_value_profiles", { kind: "run" })}`,
    );
  if (time === undefined)
    throw new ToolError(
      `${run.id} does not say when it was asked, so that it has no place in a series: give a baseline. ${nextCall("list_value_profiles", { kind: "run" })}`,
    );
  const until = files.filter(({ file }) => (timeOf(file.created) ?? Number.NEGATIVE_INFINITY) <= time);
  const { runs, skipped } = runSeries(until, asked.subject);
  for (const one of runs) needKey(run, one.run, key);
  return { screened: screenedHistory(runs, referenceOf(key), SETTINGS), skipped };
}

function referenceOf(key: KeyId) {
  return {
    key: loadKey(key),
    people: loadPeople(),
    keyError: loadKeyErrors()[key],
    screen: loadScreenReference(key),
  };
}

function answersOf(entry: ProfileEntry): Run {
  const run = entry.run?.();
  if (run !== undefined) return run;
  throw new ToolError(
    `${entry.id} is no run: drift is about one model's answers. ${nextCall("get_value_profiles", { ids: [entry.id] })}`,
  );
}

/**
 * @param args more of the call that would answer
 */
function needKey(
  entry: ProfileEntry,
  run: Run,
  key: KeyId,
  args: Readonly<Record<string, string>> = {},
): void {
  if (!isScoredUnder(run, key))
    throw new ToolError(
      `${entry.id} was asked ${whyNotUnder(key)}. ${nextCall("check_value_drift", { run: entry.id, ...args, key: SHORT_FORM_KEY })}`,
    );
}
