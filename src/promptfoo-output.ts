/** The door for promptfoo's output files: `-o` .json and .jsonl, and `promptfoo export eval`. */
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { z } from "zod";
import { type Collection, collectRuns } from "./assertions/collect-runs.ts";
import { readRow } from "./assertions/read-ratings.ts";
import { InputError } from "./input-error.ts";

/** What the files held. */
export type Outputs = Collection & {
  readonly rows: number;
  /** Files whose last line is cut off, as an interrupted eval leaves it: that row is lost. */
  readonly truncated: readonly string[];
};

/** A JSON string may not be longer than this in Node, so a larger .json file cannot be read at once. */
const MAX_JSON_BYTES = 500_000_000;

/**
 * Reads the ratings in promptfoo's output files, .jsonl line by line.
 * @param onRows told now and then how many rows have been read
 * @throws {InputError} a file cannot be read or is not an output of promptfoo; the message has the place in it
 */
export async function readOutputs(
  files: readonly string[],
  onRows: (rows: number) => void = () => {},
): Promise<Outputs> {
  const collector = collectRuns();
  const truncated: string[] = [];
  let rows = 0;
  for (const [source, file] of files.entries()) {
    for await (const { row, place } of rowsOf(file, () => truncated.push(file))) {
      collector.add(readPlaced(row, file, place), source);
      rows += 1;
      if (rows % 5000 === 0) onRows(rows);
    }
  }
  return { ...collector.finish(), rows, truncated };
}

type PlacedRow = { readonly row: unknown; readonly place: string };

function rowsOf(
  file: string,
  onTruncated: () => void,
): AsyncIterable<PlacedRow> | Iterable<Promise<PlacedRow>> {
  return file.endsWith(".jsonl") ? jsonLines(file, onTruncated) : jsonRows(file);
}

async function* jsonLines(file: string, onTruncated: () => void): AsyncGenerator<PlacedRow> {
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
      else yield { row, place: `line ${number}` };
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

async function* jsonRows(file: string): AsyncGenerator<PlacedRow> {
  const content = parseJson(await readText(file));
  if (content === undefined) throw new InputError(`${file}: not JSON. ${EXPECTED}`);
  const parsed = outputSchema.safeParse(content);
  if (!parsed.success) throw new InputError(`${file}: no list of rows at results.results. ${EXPECTED}`);
  for (const [index, row] of parsed.data.entries()) yield { row, place: `results.results[${index}]` };
}

const EXPECTED = "Give what `promptfoo eval -o` (.json or .jsonl) or `promptfoo export eval <id> -o` wrote";

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

function readPlaced(row: unknown, file: string, place: string) {
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
  const why =
    error.code === "ENOENT" ? "no such file" : error.code === "EISDIR" ? "is a folder" : error.message;
  return new InputError(`${file}: ${why}. ${EXPECTED}`);
}
