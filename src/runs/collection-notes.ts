import { countBy } from "../lib/group-by.ts";
import type { Run } from "./answer.ts";
import { missingText, plannedAnswers } from "./planned-answers.ts";
import type { RowCounts } from "./row-counts.ts";
import type { SkippedFile } from "./run-folder.ts";

/** A run with what must be known of its reading, a line for each thing: who has the run has its warnings. */
export type NotedRun = Run & { readonly notes: readonly string[] };

/** What must be known of the reading of some runs, each thing once. */
export function notesOf(runs: readonly NotedRun[]): string[] {
  return [...new Set(runs.flatMap(({ notes }) => notes))];
}

/** What was found in result rows beside the answers that are scored. */
export type Findings = RowCounts & { readonly unshared: readonly string[] };

/**
 * What a person must know about the rows before reading the scores, a line for each thing.
 * @param file where they are from, when that is one file
 */
export function collectionNotes(found: Findings, file?: string): string[] {
  const where = file === undefined ? "" : `${file}: `;
  const { foreign, unread, duplicates, contradictions, repeated, cachedRepeats, unshared } = found;
  return [
    ...(foreign > 0 ? [`note: ${where}${foreign} rows of other tests were left out`] : []),
    ...(unread > 0
      ? [
          `warning: ${where}${unread} rows have no Likert rating, because the assertion of value-portrait did not run on them or PROMPTFOO_STRIP_GRADING_RESULT left out what it found (then unset that and export the eval again)`,
        ]
      : []),
    ...(found.mismatched > 0
      ? [
          `warning: ${where}${found.mismatched} rows were left out, because what was recorded of their answer is of another item or prompt than they ask`,
        ]
      : []),
    ...(found.unknown > 0
      ? [`warning: ${where}${found.unknown} rows were left out, because the release has no such items`]
      : []),
    ...(found.reread > 0
      ? [
          `warning: ${where}${found.reread} answers say something else than was recorded of them, as after an edit, or when another version recorded it; what they say was used`,
        ]
      : []),
    ...(found.unchecked > 0
      ? [
          `note: ${where}${found.unchecked} ratings were not checked against their answers, which the rows do not hold as they were read`,
        ]
      : []),
    ...(duplicates > 0
      ? [
          `warning: ${where}${duplicates} rows answer an item and prompt a second time for the same model (${contradictions} of them differently); the first answer that is not an error was used`,
        ]
      : []),
    ...(cachedRepeats > 0
      ? [
          `warning: ${where}${cachedRepeats} of ${repeated} repeated answers came from promptfoo's cache: an earlier eval's answers, not new ones. To ask anew: --no-cache`,
        ]
      : []),
    ...unshared.map(
      (name) =>
        `note: ${where}the variable ${name} has a value of its own for nearly every item, so that its values make no conditions: the profile is over all of them`,
    ),
  ];
}

/** What files held beside their rows. */
export type FileFindings = Findings & {
  readonly truncated: readonly string[];
  readonly skipped: readonly SkippedFile[];
};

/** What a person must know about the rows and files before reading the scores, a line for each thing. */
export function outputNotes(found: FileFindings, file?: string): string[] {
  return [
    ...collectionNotes(found, file),
    ...found.truncated.map(
      (file) => `warning: ${file}: the last line is cut off, as after an interrupted eval; its row is lost`,
    ),
    ...found.skipped.map(({ name, reason, detail }) => `warning: ${name} was left out: ${detail ?? reason}`),
  ];
}

/** What must be known of one run: how much of it is missing. */
export function missingNotes(run: Run, file?: string): string[] {
  const where = file === undefined ? "" : `${file}: `;
  const [planned, total] = [plannedAnswers(run), run.responses.length];
  return planned > total ? [`warning: ${where}${run.subject}: ${missingText({ planned, total })}`] : [];
}

/** Up to so many repetitions are made to see how far answers change, even of a few items. */
const MANY_REPEATS = 10;

/** What must be known of a run that asked few items often: answers given again say nothing of other items. */
export function repeatNotes({ subject, responses }: Run, file?: string): string[] {
  const where = file === undefined ? "" : `${file}: `;
  const items = new Set(responses.map(({ item }) => item)).size;
  const times = countBy(responses.map(({ item, variant }) => `${item} ${variant}`));
  const most = [...times.values()].reduce((one, other) => Math.max(one, other), 0);
  if (most <= Math.max(items, MANY_REPEATS)) return [];
  return [
    `warning: ${where}${subject}: up to ${most} answers to one item under one prompt, and only ${items} ${items === 1 ? "item" : "items"} asked: that says nothing of other items`,
  ];
}

/** Why files hold nothing to score. */
export function emptyReason({
  rows,
  foreign,
  unread,
  mismatched,
  unknown,
}: Pick<Findings, "foreign" | "unread" | "mismatched" | "unknown"> & { readonly rows: number }): string {
  if (rows === 0) return "no result rows. Did the eval run?";
  if (mismatched + unknown > 0)
    return `${mismatched + unknown} Value Portrait rows, all left out: they contradict themselves or name items that the release does not have`;
  if (unread > 0)
    return `${unread} Value Portrait rows, but what the assertion of value-portrait found is in none of them`;
  return `none of the ${foreign} rows is a Value Portrait test. See promptfooconfig.yaml for how to add them`;
}
