import { rmSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { InputError } from "../lib/input-error.ts";
import { writeWhole } from "../lib/write-file.ts";
import { shortFormNotes } from "../release/short-form.ts";
import { checkColumns, countRows, describeChecks, storedRowSchema } from "./check-columns.ts";
import { type ColumnMetrics, withEvalMetrics } from "./eval-metrics.ts";
import { withEvalTags } from "./eval-tags.ts";
import { findPromptfoo } from "./find-promptfoo.ts";
import { outlineRuns } from "./outline-runs.ts";
import { scoreColumns } from "./score-columns.ts";
import { type EvalExport, exportEval, importEval } from "./stored-eval.ts";

/** What became of a stored eval. */
export type RescoredEval = {
  readonly evalId: string;
  /** Columns that hold the scores of their rows again. */
  readonly columns: number;
  /** What a person must know of its answers, a line for each. */
  readonly problems: readonly string[];
};

/**
 * Scores an eval in promptfoo's database from its rows and puts the figures into its column headers, by export and
 * import of the promptfoo that is installed in a folder or above it.
 * @param evalId its id, or `latest`
 * @throws {InputError} there is no such promptfoo or eval, or importing it would lose something
 */
export async function rescoreEval(evalId: string, folder: string): Promise<RescoredEval> {
  const script = installedScript(folder);
  const stored = await exportEval(script, evalId);
  const { rescored, ...found } = rescore(stored);
  refuseRedacted(stored);
  await replace(script, stored, rescored);
  return { evalId: stored.evalId, ...found };
}

function installedScript(folder: string): string {
  const promptfoo = findPromptfoo(folder);
  if (promptfoo !== undefined) return promptfoo.script;
  throw new InputError("promptfoo is not installed in this folder or above it: npm install promptfoo");
}

type Rescored = Pick<RescoredEval, "columns" | "problems"> & { readonly rescored: EvalExport };

function rescore(stored: EvalExport): Rescored {
  const { prompts, results } = stored.results;
  const rows = storedRowSchema.array().parse(results);
  const { metrics, runs } = scoreColumns(results, stored.config, stored.evalId);
  if (metrics.size === 0) throw new InputError(`${stored.evalId} holds no Value Portrait answers`);
  return {
    rescored: {
      ...stored,
      config: withTags(stored.config, (tags) => withEvalTags(tags, outlineRuns(runs))),
      results: {
        ...stored.results,
        prompts: prompts.map((prompt, column) => {
          const ours = metrics.get(column);
          if (ours === undefined) return prompt;
          return {
            ...prompt,
            metrics: {
              ...prompt.metrics,
              ...countRows(rows, column),
              ...withEvalMetrics({ ...NO_METRICS, ...prompt.metrics }, ours),
            },
          };
        }),
      },
    },
    columns: metrics.size,
    problems: [
      ...describeChecks(checkColumns(prompts, rows), stored.evalId),
      ...runs.flatMap((run) => shortFormNotes(run)),
    ],
  };
}

const taggedSchema = z.looseObject({ tags: z.record(z.string(), z.string()).default({}) });

function withTags(config: unknown, change: (tags: Record<string, string>) => Record<string, string>) {
  const tagged = taggedSchema.safeParse(config);
  return tagged.success ? { ...tagged.data, tags: change(tagged.data.tags) } : config;
}

const NO_METRICS: ColumnMetrics = { namedScores: {}, namedScoresCount: {} };

/** Stands in an export where promptfoo leaves out a secret of the eval's config. */
const REDACTED = "[REDACTED]";

/** An import would put the mark in the place of the secret, and the eval could not be resumed any more. */
function refuseRedacted({ evalId, config }: EvalExport): void {
  if (!JSON.stringify(config ?? {}).includes(REDACTED)) return;
  throw new InputError(
    `the config of ${evalId} holds a secret, such as an apiKey, which promptfoo leaves out of exports: importing would destroy it. ` +
      `Instead, in the folder of its config: npx promptfoo eval --resume ${evalId}, which asks nothing when no answer is missing and sets the header anew. ` +
      "Next time give keys by environment variable",
  );
}

/** promptfoo deletes the eval before it imports: the export stays on disk until the new one is in its place. */
async function replace(script: string, stored: EvalExport, rescored: EvalExport): Promise<void> {
  const name = stored.evalId.replace(/[^\w.-]/g, "_");
  const folder = path.join(".value-portrait", "rescore");
  const backup = path.join(folder, `${name}.before.json`);
  const file = path.join(folder, `${name}.json`);
  writeWhole(backup, JSON.stringify(stored));
  writeWhole(file, JSON.stringify(rescored));
  try {
    await importEval(script, file);
    const { results } = await exportEval(script, stored.evalId);
    if (results.results.length !== stored.results.results.length)
      throw new InputError(
        `${results.results.length} of ${stored.results.results.length} rows are there after the import`,
      );
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(`${error.message}. The eval as it was: promptfoo import --force ${backup}`);
  }
  rmSync(backup);
  rmSync(file);
}
