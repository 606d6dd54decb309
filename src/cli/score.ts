import { Command } from "commander";
import { InputError } from "../lib/input-error.ts";
import { jsonDocument } from "../lib/json-document.ts";
import { writeWhole } from "../lib/write-file.ts";
import { type Outputs, readOutputs } from "../promptfoo/read-outputs.ts";
import { figuresOf } from "../release/find-released.ts";
import { loadReference } from "../release/reference.ts";
import { barView } from "../report/bar-view.ts";
import { collectionNotes } from "../report/collection-notes.ts";
import { type ProfileReport, profileLegend, profileTables } from "../report/profile-tables.ts";
import { renderTables, type TableFormat } from "../report/render-table.ts";
import { SCORES_VERSION, type ScoresFile } from "../report/scores-file.ts";
import { scoresJson } from "../report/scores-json.ts";
import { analyseRun } from "../scoring/analysis/analyse-run.ts";
import { reduceRun } from "../scoring/score/reduced-run.ts";
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
  readonly format: TableFormat | "json";
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
        "minus that of all items of the family. Several files are read together. Answers that hold no rating are counted, never filled in.",
    )
    .argument("<outputs...>", "promptfoo output files, run files, folders of run files")
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
        "value-portrait score .value-portrait/runs/eval-abc-2026-11-23T21_31_02.json",
        "value-portrait score monday.json tuesday.jsonl --format csv -o scores.csv",
        "value-portrait score results.json --format json | jq '.profiles[].scores.Benevolence.centred'",
      ),
    )
    .action(async (files: string[], options: ScoreOptions) => {
      const outputs = await readOutputs(files, progress(context));
      for (const line of warnings(outputs)) context.stderr(`${line}\n`);
      if (outputs.runs.length === 0) throw new InputError(`${files.join(", ")}: ${emptyReason(outputs)}`);
      const text = renderScores(files, outputs, options, context);
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
    stderr(`read ${rows.toLocaleString("en")} rows\n`);
  };
}

const ROWS_PER_LINE = 20_000;

function renderScores(
  files: readonly string[],
  outputs: Outputs,
  { format, key, bars, ...settings }: ScoreOptions,
  { stderr }: Pick<CliContext, "stderr">,
): string {
  const reference = loadReference(key);
  const reports = outputs.runs.map((run, index): ProfileReport => {
    if (outputs.runs.length > 1) stderr(`analysing ${index + 1} of ${outputs.runs.length}: ${run.subject}\n`);
    return {
      analysis: analyseRun(reduceRun(run, reference.key), reference, settings),
      // Figures were published under one key only.
      published: key === "released" ? figuresOf(run.subject) : undefined,
    };
  });
  if (format === "json") {
    const { runs: _, truncated, skipped, ...counts } = outputs;
    const file: ScoresFile = {
      format: "value-portrait/scores",
      version: SCORES_VERSION,
      input: {
        files: [...files],
        ...counts,
        truncated: [...truncated],
        skipped: skipped.map(({ name }) => name),
      },
      ...scoresJson(reports, key, settings),
    };
    return jsonDocument(file);
  }
  const table = renderTables(profileTables(reports), format);
  if (format === "csv") return table;
  const views =
    bars === true ? reports.map(({ analysis }) => `\n${analysis.profile.subject}\n${barView(analysis)}`) : [];
  return `${table}${views.join("")}\n${profileLegend(reports, settings.margin)}`;
}

/** What a person must know about the rows and files before reading the scores. */
function warnings(outputs: Outputs): string[] {
  return [
    ...collectionNotes(outputs),
    ...outputs.truncated.map(
      (file) => `warning: ${file}: the last line is cut off, as after an interrupted eval; its row is lost`,
    ),
    ...outputs.skipped.map(
      ({ name, reason, detail }) => `warning: ${name} was left out: ${detail ?? reason}`,
    ),
  ];
}

function emptyReason({ rows, foreign, unread }: Outputs): string {
  if (rows === 0) return "no result rows. Did the eval run?";
  if (unread > 0)
    return `${unread} Value Portrait rows, but the assertion of value-portrait ran on none of them`;
  return `none of the ${foreign} rows is a Value Portrait test. See promptfooconfig.yaml for how to add them`;
}
