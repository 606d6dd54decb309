import { Command, Option } from "commander";
import { loadKey, loadPublishedFigures } from "../data.ts";
import { DIMENSIONS } from "../dimensions.ts";
import { InputError } from "../input-error.ts";
import type { Score } from "../profile.ts";
import { type Outputs, readOutputs } from "../promptfoo-output.ts";
import { PUBLISHED_PREFIX, type ScoreFigures } from "../published.ts";
import { type ProfileReport, profileTables } from "../report/profile-tables.ts";
import { renderTables, TABLE_FORMATS, type TableFormat } from "../report/render-table.ts";
import { SCORES_VERSION, type ScoresFile } from "../scores-file.ts";
import { scoreRun } from "../scoring/score-run.ts";
import { writeWhole } from "../write-file.ts";
import type { CliContext } from "./context.ts";

type ScoreOptions = { readonly format: TableFormat | "json"; readonly output?: string };

/** `value-portrait score`: promptfoo's outputs in, value profiles out. */
export function scoreCommand(context: CliContext): Command {
  return new Command("score")
    .summary("score promptfoo outputs: one value profile for each model")
    .description(
      "Reads what `promptfoo eval -o` (.json or .jsonl) or `promptfoo export eval` wrote and prints a value " +
        "profile for each model: for every dimension the mean rating of its items minus that of all items of the " +
        "family. Several files are read together. Answers that hold no rating are counted, never filled in.",
    )
    .argument("<outputs...>", "promptfoo output files")
    .addOption(
      new Option("-f, --format <format>", "how to print")
        .choices([...TABLE_FORMATS, "json"])
        .default("table"),
    )
    .option("-o, --output <file>", "write to a file instead of the terminal")
    .addHelpText("after", `\nExamples:\n${EXAMPLES.map((line) => `  ${line}`).join("\n")}`)
    .action(async (files: string[], options: ScoreOptions) => {
      const outputs = await readOutputs(files, progress(context));
      for (const line of warnings(outputs)) context.stderr(`${line}\n`);
      const text = renderScores(files, outputs, options.format);
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

const EXAMPLES = [
  "$ npx promptfoo eval -o results.jsonl && value-portrait score results.jsonl",
  "$ value-portrait score monday.json tuesday.jsonl --format csv -o scores.csv",
  "$ value-portrait score results.json --format json | jq '.profiles[].scores.Benevolence.centred'",
];

function renderScores(files: readonly string[], outputs: Outputs, format: ScoreOptions["format"]): string {
  if (outputs.runs.length === 0) throw new InputError(`${files.join(", ")}: ${emptyReason(outputs)}`);
  const key = loadKey("released");
  const reports = outputs.runs.map((run): ProfileReport => {
    const profile = scoreRun(run, key);
    return { profile, published: publishedFigures(profile.subject) };
  });
  if (format !== "json") return renderTables(profileTables(reports), format);
  return `${JSON.stringify(scoresFile(files, outputs, reports), null, 2)}\n`;
}

/** Figures to compare with, when the subject is a replayed released model. */
function publishedFigures(subject: string): ScoreFigures | undefined {
  if (!subject.startsWith(PUBLISHED_PREFIX)) return undefined;
  return loadPublishedFigures().scores[subject.slice(PUBLISHED_PREFIX.length)];
}

function scoresFile(
  files: readonly string[],
  outputs: Outputs,
  reports: readonly ProfileReport[],
): ScoresFile {
  const { rows, foreign, unread, duplicates, contradictions, truncated } = outputs;
  return {
    format: "value-portrait/scores",
    version: SCORES_VERSION,
    key: "released",
    input: {
      files: [...files],
      rows,
      foreign,
      unread,
      duplicates,
      contradictions,
      truncated: [...truncated],
    },
    profiles: reports.map(({ profile, published }) => ({
      subject: profile.subject,
      answers: profile.counts,
      scores: Object.fromEntries(
        DIMENSIONS.flatMap((dimension) => {
          const score = profile.scores[dimension];
          return score === undefined ? [] : [[dimension, withPublished(score, published?.[dimension][0])]];
        }),
      ),
    })),
  };
}

function withPublished({ dimension: _, ...score }: Score, published: number | undefined) {
  return published === undefined ? score : { ...score, published, difference: score.centred - published };
}

/** What a person must know about the rows before reading the scores. */
function warnings({ foreign, unread, duplicates, contradictions, truncated }: Outputs): string[] {
  return [
    ...(foreign > 0 ? [`note: ${foreign} rows of other tests were left out`] : []),
    ...(unread > 0
      ? [
          `warning: ${unread} rows have no Likert rating, because the assertion of value-portrait did not run on them`,
        ]
      : []),
    ...(duplicates > 0
      ? [
          `warning: ${duplicates} rows answer an item and prompt a second time for the same model (${contradictions} of them differently); the first answer that is not an error was used`,
        ]
      : []),
    ...truncated.map(
      (file) => `warning: ${file}: the last line is cut off, as after an interrupted eval; its row is lost`,
    ),
  ];
}

function emptyReason({ rows, foreign, unread }: Outputs): string {
  if (rows === 0) return "no result rows. Did the eval run?";
  if (unread > 0)
    return `${unread} Value Portrait rows, but the assertion of value-portrait ran on none of them`;
  return `none of the ${foreign} rows is a Value Portrait test. See promptfooconfig.yaml for how to add them`;
}
