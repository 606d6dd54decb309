/** The door through which the command line finds runs: released models by name, promptfoo outputs and run files by path. */
import { existsSync } from "node:fs";
import { InputError } from "../lib/input-error.ts";
import { readOutputs } from "../promptfoo/read-outputs.ts";
import { noReleasedModel, releasedModel } from "../release/find-released.ts";
import { releasedRun } from "../release/released-run.ts";
import type { Run } from "../runs/answer.ts";

/**
 * The runs that a name stands for: a released model (with or without "published:"), or all models in a file that
 * promptfoo or its extension wrote. `file#subject` is one of them.
 * @throws {InputError} there is no such model or file, or it cannot be read
 * @example
 * await findRuns("gpt-4o-2024-05-13"); // => [{ subject: "gpt-4o-2024-05-13", … }]
 * await findRuns("out.jsonl#gpt-4o-mini");
 */
export async function findRuns(name: string): Promise<readonly Run[]> {
  const [file = "", ...rest] = name.split("#");
  const subject = rest.length === 0 ? undefined : rest.join("#");
  if (existsSync(file)) return pick(await readRuns(file), file, subject);
  const model = releasedModel(name);
  if (model !== undefined) return [releasedRun(model)];
  if (/[/\\]|\.(jsonl?|ndjson)(\.gz)?$/i.test(file)) throw new InputError(`${file}: no such file`);
  throw new InputError(`no file and ${noReleasedModel(name)}`);
}

/**
 * The one run that a name stands for.
 * @throws {InputError} as `findRuns`, or the file holds several
 */
export async function findRun(name: string): Promise<Run> {
  const runs = await findRuns(name);
  const [run] = runs;
  if (run !== undefined && runs.length === 1) return run;
  const choices = runs.map(({ subject }) => `${name}#${subject}`);
  throw new InputError(`${name} holds ${runs.length} models. Name one: ${choices.join(", ")}`);
}

async function readRuns(file: string): Promise<readonly Run[]> {
  const { runs } = await readOutputs([file]);
  if (runs.length === 0) throw new InputError(`${file}: no Value Portrait answers in it`);
  return runs;
}

function pick(runs: readonly Run[], file: string, subject: string | undefined): readonly Run[] {
  if (subject === undefined) return runs;
  const found = runs.filter((run) => run.subject === subject);
  if (found.length > 0) return found;
  const names = runs.map((run) => run.subject);
  throw new InputError(`${file} holds no model ${JSON.stringify(subject)}. It holds: ${names.join(", ")}`);
}
