import type { Item } from "../../instrument/item.ts";
import type { Key } from "../../instrument/key.ts";
import { InputError } from "../../lib/input-error.ts";
import type { Run } from "../../runs/answer.ts";
import { type NotedRun, notesOf } from "../../runs/collection-notes.ts";
import { identityOf, isSameRun } from "../../runs/run-identity.ts";
import { tellRunsApart } from "../../runs/run-names.ts";
import { type AnalysisReference, analyseRun } from "../../scoring/analysis/analyse-run.ts";
import { runDetails } from "../../scoring/analysis/run-details.ts";
import { screenedComparison } from "../../scoring/analysis/screened-comparison.ts";
import { reduceRun } from "../../scoring/score/reduced-run.ts";
import type { HtmlReport, ReportedModel } from "./html-report.ts";

/** What a report is to show. */
export type ReportRequest = Pick<
  HtmlReport,
  "key" | "settings" | "full" | "released" | "overlay" | "textOf" | "origin"
> & {
  /** In the order in which they are shown. */
  readonly runs: readonly NotedRun[];
  /** What the others are compared with: the first of several unless given. */
  readonly baseline: NotedRun | undefined;
  /** What each run is held against, under the report's key. */
  readonly referenceOf: (run: Run) => AnalysisReference;
  /** All keys under which a run has scores, to be set side by side. */
  readonly keysOf: (run: Run) => readonly Key[];
  readonly items: readonly Item[];
};

/**
 * Analyses every run of a report, and compares it with the baseline.
 * @param onRun told which of the runs is next, from 0, and how it is called
 * @throws {InputError} one run is there twice
 */
export function assembleReport(
  {
    runs,
    baseline = runs.length > 1 ? runs[0] : undefined,
    referenceOf,
    keysOf,
    items,
    ...shown
  }: ReportRequest,
  onRun: (index: number, subject: string) => void,
): HtmlReport {
  refuseTwice(runs);
  const named = tellRunsApart(baseline === undefined ? runs : [...runs, baseline]);
  return {
    ...shown,
    notes: notesOf(named),
    items: new Map(items.map((item) => [item.id, item])),
    models: named.slice(0, runs.length).map((run, index) => {
      onRun(index, run.subject);
      const against = baseline === undefined || isBaseline(run, baseline) ? undefined : named.at(-1);
      return reportedModel(run, against, referenceOf(run), {
        keys: keysOf(run),
        items,
        settings: shown.settings,
      });
    }),
  };
}

/** Outputs of one eval are one run; in two columns it would pass for two. */
function refuseTwice(runs: readonly NotedRun[]): void {
  for (const [index, run] of runs.entries()) {
    const first = runs.slice(0, index).find((other) => isSameRun(run, other));
    if (first === undefined) continue;
    const files = [...new Set([first, run].flatMap((one) => identityOf(one).files))];
    const places = files.length > 1 ? `, in ${files.join(" and ")}, which are outputs of one eval` : "";
    throw new InputError(
      `one run of ${JSON.stringify(identityOf(run).subject)} is there twice${places}. Name it once`,
    );
  }
}

/** Another output of the same eval, as one from before a retry, is something to compare with. */
function isBaseline(run: NotedRun, baseline: NotedRun): boolean {
  return isSameRun(run, baseline) && String(identityOf(run).files) === String(identityOf(baseline).files);
}

function reportedModel(
  run: Run,
  baseline: Run | undefined,
  reference: AnalysisReference,
  { keys, items, settings }: Pick<ReportRequest, "items" | "settings"> & { readonly keys: readonly Key[] },
): ReportedModel {
  const { key } = reference;
  const reduced = reduceRun(run, key);
  return {
    analysis: analyseRun(reduced, reference, settings),
    details: runDetails(reduced, { keys, items }),
    comparison:
      baseline === undefined ? undefined : screenedComparison(run, baseline, reference, settings).comparison,
  };
}
