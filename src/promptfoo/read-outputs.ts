/** The door for results: promptfoo's `-o` .json and .jsonl, `promptfoo export eval`, and our run files. */
import { statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { type Collection, collectRuns } from "../assertions/collect-runs.ts";
import { type RowReading, readRow } from "../assertions/read-ratings.ts";
import { codeOf, InputError, messageOf, zodProblem } from "../lib/input-error.ts";
import { NO_CIRCUMSTANCES } from "../contract/condition.ts";
import { type RunFile, runsOf } from "../runs/run-file.ts";
import { isRunFile, parseRunFile, readRunFiles, type SkippedFile } from "../runs/run-folder.ts";
import { jsonLines, parseJson } from "./json-lines.ts";

/** What the files held. */
export type Outputs = Collection & {
  readonly rows: number;
  /** Files whose last line is cut off, as an interrupted eval leaves it: that row is lost. */
  readonly truncated: readonly string[];
  /** Files in a folder that are no run files. */
  readonly skipped: readonly SkippedFile[];
};

/** A JSON string may not be longer than this in Node, so a larger .json file cannot be read at once. */
const MAX_JSON_BYTES = 500_000_000;

/**
 * Reads the ratings in promptfoo's output files, .jsonl line by line, in run files and in folders of run files.
 * @param onRows told after each piece of a file how many rows have been read
 * @throws {InputError} a file cannot be read or is neither an output of promptfoo nor a run file; the message has the place in it.
 *   Or answers were given under conditions that cannot be told apart
 */
export async function readOutputs(
  files: readonly string[],
  onRows: (rows: number) => void = () => {},
): Promise<Outputs> {
  const collector = collectRuns();
  const faults: Faults = { truncated: [], skipped: [] };
  let rows = 0;
  for (const [source, file] of files.entries())
    for await (const readings of readingsOf(file, faults)) {
      for (const reading of readings) collector.add(reading, source);
      rows += readings.length;
      onRows(rows);
    }
  return { ...collector.finish(), rows, ...faults };
}

/** What cannot be read but does not hinder the rest. */
type Faults = { readonly truncated: string[]; readonly skipped: SkippedFile[] };

async function* readingsOf(file: string, { truncated, skipped }: Faults): AsyncGenerator<RowReading[]> {
  if (isFolder(file)) {
    const found = readRunFiles(file);
    skipped.push(...found.skipped);
    yield found.files.flatMap((one) => runReadings(one.file));
  } else if (file.endsWith(".jsonl")) {
    for await (const batch of linesIn(file, truncated))
      yield batch.map(({ row, line }) => readPlaced(row, file, `line ${line}`));
  } else yield await jsonReadings(file);
}

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
}

async function* linesIn(file: string, truncated: string[]) {
  try {
    yield* jsonLines(file, EXPECTED, () => truncated.push(file));
  } catch (error) {
    throw asInputError(error, file);
  }
}

/** The answers of a run file as if they were rows. */
function runReadings(file: RunFile): RowReading[] {
  const providers = new Map(file.models.map(({ subject, provider }) => [subject, provider]));
  return runsOf(file).flatMap(({ subject, responses }) =>
    responses.map((response): RowReading => {
      const provider = providers.get(subject) ?? "";
      return {
        kind: "answer",
        subject,
        provider,
        cached: false,
        testIdx: 0,
        circumstances: NO_CIRCUMSTANCES,
        ...response,
      };
    }),
  );
}

const outputSchema = z.union([
  z
    .object({ results: z.object({ results: z.array(z.unknown()) }) })
    .transform((file) => file.results.results),
  z.object({ results: z.array(z.unknown()) }).transform((file) => file.results),
]);

async function jsonReadings(file: string): Promise<RowReading[]> {
  const content = parseJson(await readText(file));
  if (content === undefined) throw new InputError(`${file}: not JSON. ${EXPECTED}`);
  if (isRunFile(content)) return runReadings(parseRunFile(content, file));
  const parsed = outputSchema.safeParse(content);
  if (!parsed.success) throw new InputError(`${file}: no list of rows at results.results. ${EXPECTED}`);
  return parsed.data.map((row, index) => readPlaced(row, file, `results.results[${index}]`));
}

const EXPECTED =
  "Give what `promptfoo eval -o` (.json or .jsonl) or `promptfoo export eval <id> -o` wrote, or a run file";

async function readText(file: string): Promise<string> {
  try {
    const bytes = await readFile(file);
    if (bytes.length <= MAX_JSON_BYTES) return bytes.toString("utf8");
  } catch (error) {
    throw asInputError(error, file);
  }
  throw new InputError(
    `${file}: too large to read as one JSON document. Write .jsonl instead: promptfoo eval -o out.jsonl`,
  );
}

function readPlaced(row: unknown, file: string, place: string): RowReading {
  try {
    return readRow(row);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    throw new InputError(`${file}, ${zodProblem(error, { at: place })}. ${EXPECTED}`);
  }
}

function asInputError(error: unknown, file: string): unknown {
  const code = codeOf(error);
  if (code === "") return error;
  const why = code === "ENOENT" ? "no such file" : messageOf(error);
  return new InputError(`${file}: ${why}. ${EXPECTED}`);
}
