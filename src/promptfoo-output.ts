/** The door for results: promptfoo's `-o` .json and .jsonl, `promptfoo export eval`, and our run files. */
import { createReadStream, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { z } from "zod";
import { type Collection, collectRuns } from "./assertions/collect-runs.ts";
import { type RowReading, readRow } from "./assertions/read-ratings.ts";
import { InputError } from "./input-error.ts";
import { type RunFile, runsOf } from "./run-file.ts";
import { isRunFile, parseRunFile, readRunFiles, type SkippedFile } from "./run-files.ts";

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
 * Reads the ratings in promptfoo's output files, .jsonl line by line, in run files, and in the run files of folders.
 * @param onRows told now and then how many rows have been read
 * @throws {InputError} a file cannot be read or is neither an output of promptfoo nor a run file; the message has the place in it
 */
export async function readOutputs(
  files: readonly string[],
  onRows: (rows: number) => void = () => {},
): Promise<Outputs> {
  const collector = collectRuns();
  const truncated: string[] = [];
  const skipped: SkippedFile[] = [];
  let rows = 0;
  for (const [source, file] of files.entries()) {
    for await (const reading of readingsOf(file, { truncated, skipped })) {
      collector.add(reading, source);
      rows += 1;
      if (rows % 5000 === 0) onRows(rows);
    }
  }
  return { ...collector.finish(), rows, truncated, skipped };
}

type Readings = AsyncIterable<RowReading> | Iterable<RowReading>;

/** Where is noted what cannot be read but does not hinder the rest. */
type Faults = { readonly truncated: string[]; readonly skipped: SkippedFile[] };

function readingsOf(file: string, { truncated, skipped }: Faults): Readings {
  if (isFolder(file)) {
    const found = readRunFiles(file);
    skipped.push(...found.skipped);
    return found.files.flatMap((one) => runReadings(one.file));
  }
  return file.endsWith(".jsonl") ? jsonLines(file, () => truncated.push(file)) : jsonRows(file);
}

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** The answers of a run file as if they were rows. */
function runReadings(file: RunFile): RowReading[] {
  const providers = new Map(file.models.map(({ subject, provider }) => [subject, provider]));
  return runsOf(file).flatMap(({ subject, responses }) =>
    responses.map(
      (response): RowReading => ({
        kind: "answer",
        subject,
        provider: providers.get(subject) ?? "",
        cached: false,
        testIdx: 0,
        ...response,
      }),
    ),
  );
}

async function* jsonLines(file: string, onTruncated: () => void): AsyncGenerator<RowReading> {
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
  let number = 0;
  let broken: number | undefined;
  try {
    for await (const line of lines) {
      number += 1;
      if (line === "") continue;
      // A cut line is only excusable when it is the last.
      if (broken !== undefined) throw new InputError(`${file}, line ${broken}: not JSON. ${EXPECTED}`);
      const row = parseJson(line);
      if (row === undefined) broken = number;
      else yield readPlaced(row, file, `line ${number}`);
    }
  } catch (error) {
    throw asInputError(error, file);
  }
  if (broken === 1) throw new InputError(`${file}, line 1: not JSON. ${EXPECTED}`);
  if (broken !== undefined) onTruncated();
}

const outputSchema = z.union([
  z
    .object({ results: z.object({ results: z.array(z.unknown()) }) })
    .transform((file) => file.results.results),
  z.object({ results: z.array(z.unknown()) }).transform((file) => file.results),
]);

async function* jsonRows(file: string): AsyncGenerator<RowReading> {
  const content = parseJson(await readText(file));
  if (content === undefined) throw new InputError(`${file}: not JSON. ${EXPECTED}`);
  if (isRunFile(content)) {
    yield* runReadings(parseRunFile(content, file));
    return;
  }
  const parsed = outputSchema.safeParse(content);
  if (!parsed.success) throw new InputError(`${file}: no list of rows at results.results. ${EXPECTED}`);
  for (const [index, row] of parsed.data.entries()) yield readPlaced(row, file, `results.results[${index}]`);
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
    const [issue] = error.issues;
    const path = [place, ...(issue?.path ?? [])].join(".");
    throw new InputError(`${file}, ${path}: ${issue?.message}. ${EXPECTED}`);
  }
}

function asInputError(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || !("code" in error)) return error;
  const why = error.code === "ENOENT" ? "no such file" : error.message;
  return new InputError(`${file}: ${why}. ${EXPECTED}`);
}
