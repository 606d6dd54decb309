/**
 * The door for results: promptfoo's `-o` .json and .jsonl, `promptfoo export eval`, our run files, and the authors' own
 * results. In whatever encoding, and compressed with gzip or not.
 */
import { statSync } from "node:fs";
import path from "node:path";
import { sum } from "simple-statistics";
import { z } from "zod";
import { type CollectedRun, type Collection, collectRuns } from "../assertions/collect-runs.ts";
import type { Source } from "../assertions/found-answer.ts";
import { type RowReading, readRow } from "../assertions/read-ratings.ts";
import { NO_CIRCUMSTANCES } from "../contract/circumstances.ts";
import { utf8Chunks } from "../lib/decode-text.ts";
import { codeOf, InputError, messageOf, zodProblem } from "../lib/input-error.ts";
import { recordOf } from "../lib/record-of.ts";
import { refuseDevice } from "../lib/refuse-device.ts";
import { STDIN } from "../lib/standard-input.ts";
import { foreignToRelease, isReleasedItem } from "../release/known-items.ts";
import { shortFormNotes } from "../release/short-form.ts";
import { missingNotes, type NotedRun, notesOf, outputNotes, repeatNotes } from "../runs/collection-notes.ts";
import { COUNTED, type RowCounts } from "../runs/row-counts.ts";
import { type RunFile, runsOf } from "../runs/run-file.ts";
import { isRunFile, parseRunFile, readRunFiles, type SkippedFile } from "../runs/run-folder.ts";
import { isAuthorsResults, readAuthorsResults } from "./authors-results.ts";
import { columnPlans, evalOf } from "./document-facts.ts";
import { type ForeignKind, foreignJson, foreignText } from "./foreign-files.ts";
import { jsonLines, parseJson } from "./json-lines.ts";

/** What the files held. */
export type Outputs = Omit<Collection, "runs"> & {
  readonly runs: readonly (CollectedRun & NotedRun)[];
  /** What must be known before reading the scores, a line for each thing; each run has those that concern it. */
  readonly notes: readonly string[];
  readonly rows: number;
  /** Files whose last line is cut off, as an interrupted eval leaves it: that row is lost. */
  readonly truncated: readonly string[];
  /** Files in a folder that are no run files. */
  readonly skipped: readonly SkippedFile[];
};

/** A JSON string may not be longer than this in Node, so a larger .json file cannot be read at once. */
const MAX_JSON_BYTES = 500_000_000;

/**
 * Reads the ratings in promptfoo's output files, .jsonl line by line, in run files and in folders of run files; "-" is
 * what is piped in.
 * @param onRows told after each piece of a file how many rows have been read
 * @throws {InputError} a file cannot be read or is neither an output of promptfoo nor a run file; the message has the place in it.
 *   Or answers were given under conditions that cannot be told apart
 */
export async function readOutputs(
  files: readonly string[],
  onRows: (rows: number) => void = () => {},
): Promise<Outputs> {
  for (const file of files) refuseDevice(file);
  const collector = collectRuns(isReleasedItem);
  const faults: Faults = { truncated: [], skipped: [], earlier: [] };
  let rows = 0;
  for (const [place, file] of files.entries())
    for await (const { readings, ...origin } of readingsOf(file, faults)) {
      const source = { place, file, unit: path.resolve(file), ...origin };
      for (const reading of readings) collector.add(reading, source);
      rows += readings.length;
      onRows(rows);
    }
  const { earlier, ...broken } = faults;
  const collection = collector.finish();
  const counts = recordOf(COUNTED, (count) => collection[count] + sum(earlier.map((one) => one[count])));
  return withNotes({ ...collection, ...counts, rows, ...broken }, files);
}

/** What cannot be read but does not hinder the rest, and what the evals that wrote run files had found. */
type Faults = {
  readonly truncated: string[];
  readonly skipped: SkippedFile[];
  readonly earlier: RowCounts[];
};

function withNotes(
  found: Omit<Outputs, "runs" | "notes"> & Pick<Collection, "runs">,
  files: readonly string[],
): Outputs {
  const [file] = files.length === 1 ? files : [];
  const shared = outputNotes(found, file);
  const runs = found.runs.map((run) => ({
    ...run,
    notes: [...shared, ...shortFormNotes(run, file), ...missingNotes(run, file), ...repeatNotes(run, file)],
  }));
  // Files without a run have something to say too.
  return { ...found, runs, notes: [...new Set([...shared, ...notesOf(runs)])] };
}

/** Some rows, and what is known of the eval that they are of beside what they tell themselves. */
type Batch = Partial<Omit<Source, "place">> & { readonly readings: readonly RowReading[] };

async function* readingsOf(file: string, faults: Faults): AsyncGenerator<Batch> {
  if (isFolder(file)) {
    const found = readRunFiles(file);
    for (const skipped of found.skipped) faults.skipped.push(skipped);
    let column = 0;
    for (const { name, file: run } of found.files) {
      const reason = foreignToRelease(run);
      if (reason === undefined)
        yield {
          ...runBatch(run, faults, column),
          file: path.join(file, name),
          unit: path.resolve(file, name),
        };
      else faults.skipped.push({ name, reason });
      column += run.models.length;
    }
    return;
  }
  try {
    const chunks = utf8Chunks(file);
    const start = await startOf(chunks);
    const all = withFirst(start, chunks);
    if (holdsLines(file, start.toString("utf8"))) yield* lineReadings(all, file, faults);
    else yield documentBatch(await whole(all, file), file, faults);
  } catch (error) {
    throw asInputError(error, file);
  }
}

function isFolder(file: string): boolean {
  return file !== STDIN && statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** As much as it takes to see whether something follows the first line: a pipe may give less than that at a time. */
async function startOf(chunks: AsyncIterator<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  let line: "before" | "in" | "after" = "before";
  while (bytes <= MAX_JSON_BYTES) {
    const next = await chunks.next();
    if (next.done === true) break;
    parts.push(next.value);
    bytes += next.value.length;
    let text = next.value.toString("latin1").trimStart();
    if (line === "before" && text !== "") line = "in";
    const end = text.indexOf("\n");
    if (line === "in" && end !== -1) {
      line = "after";
      text = text.slice(end).trimStart();
    }
    if (line === "after" && text !== "") break;
  }
  return Buffer.concat(parts);
}

async function* withFirst(first: Buffer, chunks: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* chunks;
}

/** Names of files with a row on each line, compressed or not. */
const LINES_NAME = /\.(jsonl|ndjson|jsonlines)(\.gz)?$/i;

/** Whether a file holds rows by line: by its first line where that tells, otherwise by its name. */
function holdsLines(file: string, start: string): boolean {
  const [line = "", ...rest] = start.trimStart().split("\n");
  const complete = rest.length > 0;
  const alone = complete && parseJson(line) !== undefined;
  if (LINES_NAME.test(file)) return alone || !complete || /^[[{].*\S/.test(line);
  return alone && rest.some((other) => other.trim() !== "");
}

async function* lineReadings(
  chunks: AsyncIterable<Buffer>,
  file: string,
  faults: Faults,
): AsyncGenerator<Batch> {
  for await (const batch of jsonLines(chunks, file, EXPECTED, () => faults.truncated.push(file))) {
    // In their order, because a row that does not tell its eval is of that of the rows before it.
    let readings: RowReading[] = [];
    for (const { row, line } of batch) {
      if (!isDocument(row)) {
        readings.push(readPlaced(row, file, `line ${line}`));
        continue;
      }
      yield { readings };
      readings = [];
      yield contentBatch(row, file, faults);
    }
    yield { readings };
  }
}

/** Whether a line is a whole output or run file. */
function isDocument(row: unknown): boolean {
  return (
    typeof row === "object" &&
    row !== null &&
    ("results" in row || "format" in row) &&
    (isRunFile(row) || outputSchema.safeParse(row).success)
  );
}

/** The answers of a run file as if they were rows, each model a column. */
function runBatch(file: RunFile, { earlier }: Faults, firstColumn = 0): Batch {
  if (file.found !== undefined) earlier.push(file.found);
  const providers = new Map(file.models.map(({ subject, provider }) => [subject, provider]));
  const readings = runsOf(file).flatMap(({ subject, responses, planned }, index) => {
    const plan = planned === undefined ? undefined : { id: file.evalId, cells: planned, repeats: 1 };
    return responses.map((response): RowReading => {
      const provider = providers.get(subject) ?? "";
      return {
        kind: "answer",
        subject,
        provider,
        cached: false,
        promptIdx: firstColumn + index,
        testIdx: 0,
        plan,
        circumstances: NO_CIRCUMSTANCES,
        ...response,
      };
    });
  });
  return { readings, ...(file.evalId === "" ? {} : { evalId: file.evalId }), date: file.created };
}

const outputSchema = z.union([
  z.array(z.looseObject({ testIdx: z.number() })).min(1),
  z
    .object({ results: z.object({ results: z.array(z.unknown()) }) })
    .transform((file) => file.results.results),
  z.object({ results: z.array(z.unknown()) }).transform((file) => file.results),
]);

function documentBatch(text: string, file: string, faults: Faults): Batch {
  const content = parseJson(text);
  if (content === undefined) throw refusal(file, foreignText(text.slice(0, 10_000)), "not JSON");
  return contentBatch(content, file, faults);
}

function contentBatch(content: unknown, file: string, faults: Faults): Batch {
  if (isRunFile(content)) {
    const run = parseRunFile(content, file);
    const reason = foreignToRelease(run);
    if (reason !== undefined) throw new InputError(`${file}: a run file that ${reason}`);
    return runBatch(run, faults);
  }
  // The authors write a file for each prompt, those of one evaluation into one folder.
  if (isAuthorsResults(content))
    return { readings: readAuthorsResults(content, file), unit: path.resolve(path.dirname(file)) };
  const parsed = outputSchema.safeParse(content);
  if (parsed.success) {
    const planOf = columnPlans(content);
    const readings = parsed.data.map((row, index) => {
      const reading = readPlaced(row, file, `results.results[${index}]`);
      return reading.kind === "answer" && reading.plan === undefined
        ? { ...reading, plan: planOf(row) }
        : reading;
    });
    return { readings, ...evalOf(content) };
  }
  throw refusal(file, foreignJson(content), "no list of rows at results.results");
}

/** Names a file by its kind where that is known, otherwise by what is wrong with it. */
function refusal(file: string, kind: ForeignKind | undefined, wrong: string): InputError {
  return new InputError(
    kind === undefined
      ? `${file}: ${wrong}. ${EXPECTED}`
      : `${file}: ${kind.name}, not an output of promptfoo. ${kind.way}`,
  );
}

const EXPECTED =
  "Give what `promptfoo eval -o` (.json or .jsonl) or `promptfoo export eval <id> -o` wrote, or a run file";

async function whole(chunks: AsyncIterable<Buffer>, file: string): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    bytes += chunk.length;
    if (bytes > MAX_JSON_BYTES)
      throw new InputError(
        `${file}: too large to read as one JSON document. Write .jsonl instead: promptfoo eval -o out.jsonl`,
      );
  }
  return Buffer.concat(parts).toString("utf8");
}

function readPlaced(row: unknown, file: string, place: string): RowReading {
  try {
    return readRow(row);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const kind = foreignJson(row);
    if (kind !== undefined) throw refusal(file, kind, "");
    throw new InputError(`${file}, ${zodProblem(error, { at: place })}. ${EXPECTED}`);
  }
}

function asInputError(error: unknown, file: string): unknown {
  const code = codeOf(error);
  if (code === "") return error;
  const why = code === "ENOENT" ? "no such file" : messageOf(error);
  return new InputError(`${file}: ${why}. ${EXPECTED}`);
}
