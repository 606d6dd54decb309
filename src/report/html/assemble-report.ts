import type { Item } from "../../instrument/item.ts";
import type { Key } from "../../instrument/key.ts";
import { InputError } from "../../lib/input-error.ts";
import type { Run } from "../../runs/answer.ts";
import { type NotedRun, notesOf } from "../../runs/collection-notes.ts";
import { type AnalysisReference, analyseRun } from "../../scoring/analysis/analyse-run.ts";
import { runDetails } from "../../scoring/analysis/run-details.ts";
import { compareRuns } from "../../scoring/compare/compare-runs.ts";
import { reduceRun } from "../../scoring/score/reduced-run.ts";
import type { HtmlReport, ReportedModel } from "./html-report.ts";

/** What a report is to show. */
export type ReportRequest = Pick<HtmlReport, "settings" | "released" | "overlay" | "textOf" | "origin"> & {
  /** In the order in which they are shown. */
  readonly runs: readonly NotedRun[];
  /** What the others are compared with: the first of several unless given. */
  readonly baseline: NotedRun | undefined;
  readonly reference: AnalysisReference;
  /** All keys, to be set side by side. */
  readonly keys: readonly Key[];
  readonly items: readonly Item[];
};

/**
 * Analyses every run of a report, and compares it with the baseline.
 * @param onRun told which of the runs is next, from 0
 * @throws {InputError} two runs have one name: they could not be told apart in any row
 */
export function assembleReport(
  { runs, baseline = runs.length > 1 ? runs[0] : undefined, reference, keys, items, ...shown }: ReportRequest,
  onRun: (index: number) => void,
): HtmlReport {
  const twice = runs.find(({ subject }, index) => runs.findIndex((run) => run.subject === subject) < index);
  if (twice !== undefined)
    throw new InputError(`${JSON.stringify(twice.subject)} is there twice. Name one with file#model`);
  return {
    ...shown,
    key: reference.key.id,
    notes: notesOf(baseline === undefined ? runs : [...runs, baseline]),
    items: new Map(items.map((item) => [item.id, item])),
    models: runs.map((run, index) => {
      onRun(index);
      return reportedModel(run, baseline, reference, { keys, items, settings: shown.settings });
    }),
  };
}

function reportedModel(
  run: Run,
  baseline: Run | undefined,
  reference: AnalysisReference,
  { keys, items, settings }: Pick<ReportRequest, "keys" | "items" | "settings">,
): ReportedModel {
  const { key } = reference;
  const reduced = reduceRun(run, key);
  return {
    analysis: analyseRun(reduced, reference, settings),
    details: runDetails(reduced, { keys, items }),
    comparison:
      baseline === undefined || baseline.subject === run.subject
        ? undefined
        : compareRuns(run, baseline, key, settings),
  };
}
