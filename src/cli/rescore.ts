import { rmSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { Command } from "commander";
import { InputError } from "../lib/input-error.ts";
import { writeWhole } from "../lib/write-file.ts";
import { checkColumns, countRows, describeChecks, storedRowSchema } from "../promptfoo/check-columns.ts";
import { type ColumnMetrics, withEvalMetrics } from "../promptfoo/eval-metrics.ts";
import { findPromptfoo } from "../promptfoo/find-promptfoo.ts";
import { scoreColumns } from "../promptfoo/score-columns.ts";
import { type EvalExport, exportEval, importEval } from "../promptfoo/stored-eval.ts";
import { loadKey } from "../release/data.ts";
import type { CliContext } from "./context.ts";
import { examples } from "./options.ts";

/** Stands in an export where promptfoo leaves out a secret of the eval's config. */
const REDACTED = "[REDACTED]";

/** `value-portrait rescore`: the scores in an eval's column headers, from its rows. */
export function rescoreCommand(context: CliContext): Command {
  return new Command("rescore")
    .summary("put the scores back into the headers of a stored eval")
    .description(
      "Scores an eval in promptfoo's database from its rows and puts the figures into its column headers, where " +
        "`promptfoo retry` and `--retry-errors` clear them. It runs `promptfoo export eval` and `promptfoo import " +
        "--force` of the promptfoo that is installed in this folder. No model is asked. Says which planned answers " +
        "are missing.",
    )
    .argument("<eval id>", "the eval's id, or latest")
    .addHelpText("after", examples("npx promptfoo retry eval-abc && npx value-portrait rescore eval-abc"))
    .action(async (evalId: string) => {
      const script = installedScript(process.cwd());
      const stored = await exportEval(script, evalId);
      const { rescored, columns, problems } = rescore(stored);
      refuseRedacted(stored);
      await replace(script, stored, rescored);
      for (const line of problems) context.stderr(`value-portrait: ${line}\n`);
      context.stdout(`${stored.evalId}: ${columns} column headers hold the scores of their rows again\n`);
    });
}

function installedScript(folder: string): string {
  const promptfoo = findPromptfoo(folder);
  if (promptfoo !== undefined) return promptfoo.script;
  throw new InputError("promptfoo is not installed in this folder or above it: npm install promptfoo");
}

type Rescored = {
  readonly rescored: EvalExport;
  readonly columns: number;
  readonly problems: readonly string[];
};

function rescore(stored: EvalExport): Rescored {
  const { prompts, results } = stored.results;
  const rows = storedRowSchema.array().parse(results);
  const { metrics } = scoreColumns(results, stored.config, loadKey("released"));
  if (metrics.size === 0) throw new InputError(`${stored.evalId} holds no Value Portrait answers`);
  return {
    rescored: {
      ...stored,
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
    problems: describeChecks(checkColumns(prompts, rows), stored.evalId),
  };
}

const NO_METRICS: ColumnMetrics = { namedScores: {}, namedScoresCount: {} };

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
