import { statSync } from "node:fs";
import type { Dimension } from "../instrument/dimensions.ts";
import type { KeyId } from "../instrument/key.ts";
import { InputError } from "../lib/input-error.ts";
import { packageVersion } from "../lib/package-version.ts";
import { foreignToRelease } from "../release/known-items.ts";
import { loadReference } from "../release/reference.ts";
import { refuseShortForms, shortFormNotes } from "../release/short-form.ts";
import { historyJunit, historyPrintout } from "../report/history-text.ts";
import { historyPage } from "../report/html/history-page.ts";
import type { Printout } from "../report/printout.ts";
import { readRunFiles, type StoredRunFile } from "../runs/run-folder.ts";
import { runSeries, subjectsOf } from "../runs/run-series.ts";
import { type HistoryVerdict, screenedHistory } from "../scoring/analysis/screened-history.ts";
import type { Outcome } from "../scoring/compare/comparison.ts";
import type { WatchMargins } from "../scoring/drift/watches.ts";
import type { CliContext } from "./context.ts";
import { contradiction, statePath, writeState } from "./drift-state.ts";
import { namedFiles } from "./named-files.ts";

/** What a gate found, and how to print it. */
export type GateFindings = {
  readonly outcome: Outcome | HistoryVerdict;
  /** @param outcome in capitals, in its colour where there are colours */
  readonly printout: (outcome: string) => Printout;
  readonly junit: () => string;
  /** One HTML file; undefined where there is none. */
  readonly page?: () => string;
  /** What is written beside the verdict, without changing it. */
  readonly extras: readonly { readonly what: string; readonly write: () => void }[];
};

type HistoryOptions = {
  readonly key: KeyId;
  readonly dimensions: readonly Dimension[];
  readonly watchMargins: WatchMargins;
  readonly seed: number;
  readonly since?: string;
  readonly acceptPartial?: true;
};

/**
 * Has the model of a folder of run files changed at any time?
 * @param name the folder, or `folder#model`
 * @throws {InputError} it is no folder, holds no run files or several models, or `since` is no date
 */
export function gateHistory(
  name: string,
  options: HistoryOptions,
  { stderr }: Pick<CliContext, "stderr">,
): GateFindings {
  const { since, key, dimensions } = options;
  if (since !== undefined && Number.isNaN(Date.parse(since)))
    throw new InputError(`--since ${JSON.stringify(since)} is no date. Write it as 2026-11-01`);
  const { folder, files, notes: ofFolder } = readFolder(name);
  const subject = subjectIn(name, folder, files);
  const { runs, skipped } = runSeries(files, subject, since);
  const shortForm = runs.slice(-1).flatMap(({ run }) => shortFormNotes(run));
  for (const note of shortForm) stderr(`${note}\n`);
  refuseShortForms(
    runs.map(({ run }) => run),
    key,
  );
  const screened = screenedHistory(runs, loadReference(key), options);
  const { steps } = screened.history;
  const [file, series] = [statePath(folder, subject), { subject, key, dimensions, since }];
  const changed = contradiction(file, series, steps);
  const others = [
    ...ofFolder,
    ...skipped.map((one) => `warning: ${one.name} was left out: it ${one.reason}`),
    ...screened.leftOut.map((id) => `warning: ${id} was left out: it fails the validity screen`),
    ...(changed === undefined ? [] : [`warning: ${changed}`]),
  ];
  for (const note of others) stderr(`${note}\n`);
  const notes = [...shortForm, ...others];
  return {
    outcome: screened.outcome,
    printout: (outcome) => historyPrintout(subject, screened, notes, outcome),
    junit: () => historyJunit(subject, screened, notes),
    page: () => historyPage(subject, screened, notes, { key, version: packageVersion() }),
    extras: [{ what: "state of the history", write: () => writeState(file, series, steps) }],
  };
}

function readFolder(name: string) {
  const [named, ...others] = namedFiles(name).filter(({ file }) => statSync(file).isDirectory());
  if (named === undefined) throw new InputError(`--history ${name}: no such folder`);
  if (others.length > 0) throw new InputError(`--history ${name} can be read in two ways. Rename a folder`);
  const found = readRunFiles(named.file);
  const usable = found.files.filter(({ file }) => foreignToRelease(file) === undefined);
  return {
    folder: named.file,
    files: usable,
    notes: [
      ...found.skipped.map((one) => `warning: ${one.name} was left out: ${one.detail ?? one.reason}`),
      ...found.files.flatMap(({ name: file, file: content }) => {
        const reason = foreignToRelease(content);
        return reason === undefined ? [] : [`warning: ${file} was left out: it ${reason}`];
      }),
    ],
  };
}

function subjectIn(name: string, folder: string, files: readonly StoredRunFile[]): string {
  const subjects = subjectsOf(files);
  const asked = name === folder ? undefined : name.slice(folder.length + 1);
  const [only, ...others] = subjects;
  if (only === undefined) throw new InputError(`${folder}: no run files in it`);
  if (asked === undefined) {
    if (others.length === 0) return only;
    const choices = subjects.map((subject) => `${folder}#${subject}`).join(", ");
    throw new InputError(`${folder} holds ${subjects.length} models. Name one: ${choices}`);
  }
  if (subjects.includes(asked)) return asked;
  throw new InputError(`${folder} holds no model ${JSON.stringify(asked)}. It holds: ${subjects.join(", ")}`);
}
