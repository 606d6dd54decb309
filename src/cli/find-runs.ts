/** The door through which the command line finds runs: released models by name, promptfoo outputs and run files by path. */

import type { CollectedRun } from "../assertions/collect-runs.ts";
import { couldBeLabel } from "../contract/condition-label.ts";
import { conditionSubject } from "../contract/prompt-label.ts";
import { InputError } from "../lib/input-error.ts";
import { readOutputs } from "../promptfoo/read-outputs.ts";
import { noReleasedModel, releasedModel } from "../release/find-released.ts";
import { releasedRun } from "../release/released-run.ts";
import { type NotedRun, notesOf } from "../runs/collection-notes.ts";
import { answersTo, tellRunsApart } from "../runs/run-names.ts";
import type { CliContext } from "./context.ts";
import { missingFile, type NamedFile, namedFiles } from "./named-files.ts";

/**
 * The runs that a name stands for: a released model (with or without "published:"), or all models in a file that
 * promptfoo or its extension wrote. `file#model` is one of them, called as any command prints it.
 * @throws {InputError} there is no such model or file, it cannot be read, or the name can be read in two ways
 * @example
 * await findRuns("gpt-4o-2024-05-13"); // => [{ subject: "gpt-4o-2024-05-13", … }]
 * await findRuns("out.jsonl#gpt-4o-mini");
 */
export async function findRuns(name: string): Promise<readonly NotedRun[]> {
  return (await look(name)).runs;
}

/** The runs of a name, and the file that they are in. */
type Found = { readonly file: string; readonly runs: readonly NotedRun[] };

async function look(name: string): Promise<Found> {
  const [named, ...others] = namedFiles(name);
  if (named !== undefined && others.length === 0) return runsNamed(named);
  if (named !== undefined) return theOneReading(name, [named, ...others]);
  const model = releasedModel(name);
  if (model !== undefined) return { file: name, runs: [{ ...releasedRun(model), notes: [] }] };
  const file = missingFile(name);
  throw new InputError(file === undefined ? `no file and ${noReleasedModel(name)}` : `${file}: no such file`);
}

/**
 * Two runs to hold against each other, told apart by their names.
 * @throws {InputError} as `findRun`
 */
export async function findPair(a: string, b: string): Promise<readonly [NotedRun, NotedRun]> {
  const [one, other] = [await findRun(a), await findRun(b)];
  const [first = one, second = other] = tellRunsApart([one, other]);
  return [first, second];
}

/**
 * The one run that a name stands for.
 * @throws {InputError} as `findRuns`, or the file holds several
 */
export async function findRun(name: string): Promise<NotedRun> {
  const { file, runs } = await look(name);
  const [run] = runs;
  if (run !== undefined && runs.length === 1) return run;
  const choices = runs.map(({ subject }) => `${file}#${subject}`);
  throw new InputError(`${name} holds ${runs.length} runs. Name one: ${choices.join(", ")}`);
}

async function runsNamed({ file, subject }: NamedFile): Promise<Found> {
  const { runs } = await readOutputs([file]);
  if (runs.length === 0) throw new InputError(`${file}: no Value Portrait answers in it`);
  return { file, runs: subject === undefined ? runs : pick(runs, file, subject) };
}

type ReadRun = NotedRun & CollectedRun;

/** The runs that a name means: by their very name, by any that tells them from other runs, by a condition that does. */
function pick(runs: readonly ReadRun[], file: string, subject: string): readonly NotedRun[] {
  const ways: readonly ((run: ReadRun) => boolean)[] = [
    (run) => run.subject === subject,
    (run) => answersTo(run, subject),
    (run) => isUnderLabel(run, subject),
  ];
  const found = ways.map((way) => runs.filter(way)).find((some) => some.length > 0);
  if (found !== undefined) return found;
  const names = runs.map((run) => run.subject);
  throw new InputError(`${file} holds no model ${JSON.stringify(subject)}. It holds: ${names.join(", ")}`);
}

/** Whether a run that is of no condition in its file was printed as one of several beside other files. */
function isUnderLabel({ model, condition, circumstances }: ReadRun, subject: string): boolean {
  const before = conditionSubject(model, "");
  if (condition !== undefined || !subject.startsWith(before)) return false;
  return couldBeLabel(subject.slice(before.length), circumstances.told);
}

/** Of several files whose names start `name`, the one that holds the model that the rest of it names. */
async function theOneReading(name: string, files: readonly NamedFile[]): Promise<Found> {
  const readings: (NamedFile & Found)[] = [];
  const faults: InputError[] = [];
  for (const named of files) {
    try {
      readings.push({ ...named, ...(await runsNamed(named)) });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      faults.push(error);
    }
  }
  const [reading, ...others] = readings;
  if (reading === undefined) throw faults[0];
  if (others.length === 0) return reading;
  const meanings = readings.map(
    ({ file, subject }) => `model ${JSON.stringify(subject)} of the file ${JSON.stringify(file)}`,
  );
  throw new InputError(`${name} can be read as ${meanings.join(" and as ")}. Rename one of the files`);
}

/** Says on stderr what must be known of the reading of some runs, and gives it, because printers ask for it too. */
export function tellNotes(
  runs: readonly NotedRun[],
  { stderr }: Pick<CliContext, "stderr">,
): readonly string[] {
  const notes = notesOf(runs);
  for (const note of notes) stderr(`${note}\n`);
  return notes;
}
