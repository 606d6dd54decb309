import { Command } from "commander";
import { InputError } from "../lib/input-error.ts";
import { countText } from "../lib/number-text.ts";
import { writeWhole } from "../lib/write-file.ts";
import { type Outputs, readOutputs } from "../promptfoo/read-outputs.ts";
import { figuresOf } from "../release/find-released.ts";
import { referenceFor } from "../release/reference.ts";
import { refuseShortForms } from "../release/short-form.ts";
import { type PrintFormat, type Printout, renderPrintout } from "../report/printout.ts";
import type { ProfileReport } from "../report/profile-report.ts";
import { profilesPrintout } from "../report/profile-tables.ts";
import { scoresDocument } from "../report/scores-json.ts";
import { emptyReason } from "../runs/collection-notes.ts";
import { analyseRun } from "../scoring/analysis/analyse-run.ts";
import { reduceRun } from "../scoring/score/reduced-run.ts";
import { checkTarget } from "./check-target.ts";
import type { CliContext } from "./context.ts";
import {
  type AnalysisOptions,
  examples,
  formatOption,
  keyOption,
  marginOption,
  overOption,
  resamplesOption,
  seedOption,
} from "./options.ts";

type ScoreOptions = AnalysisOptions & {
  readonly format: PrintFormat;
  readonly output?: string;
  readonly bars?: true;
};

/** `value-portrait score`: promptfoo's outputs in, value profiles out. */
export function scoreCommand(context: CliContext): Command {
  return new Command("score")
    .summary("score promptfoo outputs: one value profile for each model")
    .description(
      "Reads what `promptfoo eval -o` (.json or .jsonl) or `promptfoo export eval` wrote, run files, and folders of " +
        "run files, and prints a value profile for each model: for every dimension the mean rating of its items " +
        "minus that of all items of the family. Outputs of one eval are read together; a model has a profile for each " +
        "eval. Answers that hold no rating are counted, never filled in.",
    )
    .argument(
      "<outputs...>",
      "promptfoo output files, run files, folders of run files; - is what is piped in",
    )
    .addOption(formatOption())
    .option("-o, --output <file>", "write to a file instead of the terminal")
    .option("--bars", "also draw the ten values with their intervals, ● score, ○ people")
    .addOption(keyOption())
    .addOption(seedOption())
    .addOption(resamplesOption())
    .addOption(overOption())
    .addOption(marginOption())
    .addHelpText(
      "after",
      examples(
        "npx promptfoo eval -o results.jsonl && value-portrait score results.jsonl",
        "gunzip -c results.jsonl.gz | value-portrait score -",
        "value-portrait score .value-portrait/runs/eval-abc-2026-11-23T21_31_02.json",
        "value-portrait score monday.json tuesday.jsonl --format csv-wide -o scores.csv",
        "value-portrait score results.json --format json | jq '.profiles[].scores.Benevolence.centred'",
      ),
    )
    .action(async (files: string[], options: ScoreOptions) => {
      checkTarget(options.output, files);
      const outputs = await readOutputs(files, progress(context));
      for (const line of outputs.notes) context.stderr(`${line}\n`);
      if (outputs.runs.length === 0) throw new InputError(`${files.join(", ")}: ${emptyReason(outputs)}`);
      refuseShortForms(outputs.runs, options.key);
      const text = renderPrintout(scoresPrintout(files, outputs, options, context), options.format);
      if (options.output === undefined) context.stdout(text);
      else writeWhole(options.output, text);
    });
}

/** A line on stderr for every so many rows: large outputs take a while. */
function progress({ stderr }: Pick<CliContext, "stderr">): (rows: number) => void {
  let said = 0;
  return (rows) => {
    if (rows < said + ROWS_PER_LINE) return;
    said = rows;
    stderr(`read ${countText(rows)} rows\n`);
  };
}

const ROWS_PER_LINE = 20_000;

function scoresPrintout(
  files: readonly string[],
  outputs: Outputs,
  { key, bars, seed, resamples, over, margin }: ScoreOptions,
  { stderr }: Pick<CliContext, "stderr">,
): Printout {
  const settings = { seed, resamples, over, margin };
  const reports = outputs.runs.map((run, index): ProfileReport => {
    if (outputs.runs.length > 1) stderr(`analysing ${index + 1} of ${outputs.runs.length}: ${run.subject}\n`);
    const reference = referenceFor(run, key);
    return {
      analysis: analyseRun(reduceRun(run, reference.key), reference, settings),
      // Figures were published under one key only.
      published: key === "released" ? figuresOf(run.identity.subject) : undefined,
    };
  });
  const { runs: _, notes, truncated, skipped, ...counts } = outputs;
  const names = skipped.map(({ name }) => name);
  const input = {
    files: [...files],
    ...counts,
    unshared: [...counts.unshared],
    truncated: [...truncated],
    skipped: names,
    notes: [...notes],
  };
  const document = scoresDocument(reports, key, settings, input);
  return { ...profilesPrintout(reports, document, { margin, over, drawn: bars }), notes };
}
