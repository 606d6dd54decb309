/** The door for results: promptfoo's `-o` .json and .jsonl, `promptfoo export eval`, and our run files. */
import { createReadStream, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { type Collection, collectRuns } from "../assertions/collect-runs.ts";
import { type RowReading, readRow } from "../assertions/read-ratings.ts";
import { codeOf, InputError, messageOf, zodProblem } from "../lib/input-error.ts";
import { type RunFile, runsOf } from "../runs/run-file.ts";
import { isRunFile, parseRunFile, readRunFiles, type SkippedFile } from "../runs/run-folder.ts";

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
 * @throws {InputError} a file cannot be read or is neither an output of promptfoo nor a run file; the message has the place in it
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
    for await (const batch of jsonLines(file, () => truncated.push(file)))
      yield batch.map(({ row, place }) => readPlaced(row, file, `line ${place}`));
  } else yield await jsonReadings(file);
}

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** The answers of a run file as if they were rows. */
function runReadings(file: RunFile): RowReading[] {
  const providers = new Map(file.models.map(({ subject, provider }) => [subject, provider]));
  return runsOf(file).flatMap(({ subject, responses }) =>
    responses.map((response): RowReading => {
      const provider = providers.get(subject) ?? "";
      return { kind: "answer", subject, provider, cached: false, testIdx: 0, ...response };
    }),
  );
}

/** A row with its line. */
type PlacedRow = { readonly row: unknown; readonly place: number };

/** Reads a chunk's worth of lines at a time: a turn of the event loop for each row would take longer than the row. */
async function* jsonLines(file: string, onTruncated: () => void): AsyncGenerator<PlacedRow[]> {
  let number = 0;
  let broken: number | undefined;
  try {
    for await (const lines of linesOf(file)) {
      const rows: PlacedRow[] = [];
      for (const line of lines) {
        number += 1;
        if (line === "") continue;
        // A cut line is only excusable when it is the last.
        if (broken !== undefined) throw notJson(file, broken);
        const row = parseJson(line);
        if (row === undefined) broken = number;
        else rows.push({ row, place: number });
      }
      yield rows;
    }
  } catch (error) {
    throw asInputError(error, file);
  }
  if (broken === 1) throw notJson(file, broken);
  if (broken !== undefined) onTruncated();
}

function notJson(file: string, line: number): InputError {
  return new InputError(`${file}, line ${line}: not JSON. ${EXPECTED}`);
}

const NEWLINE = 10;

/** The lines that end in each chunk of a file. Splits bytes, so that a character is never cut, and long lines are quick. */
async function* linesOf(file: string): AsyncGenerator<string[]> {
  let rest: Buffer[] = [];
  for await (const data of createReadStream(file, { highWaterMark: 1 << 16 })) {
    const chunk: Buffer = data;
    const lines: string[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      const line =
        rest.length === 0 ? chunk.subarray(start, end) : Buffer.concat([...rest, chunk.subarray(start, end)]);
      lines.push(line.toString("utf8"));
      rest = [];
      start = end + 1;
    }
    if (start < chunk.length) rest.push(chunk.subarray(start));
    yield lines;
  }
  if (rest.length > 0) yield [Buffer.concat(rest).toString("utf8")];
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the caller says where
  }
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
