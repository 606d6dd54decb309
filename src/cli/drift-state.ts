/** The door for the state of a drift gate over a history: what it last found, beside the runs. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { codeOf } from "../lib/input-error.ts";
import { jsonDocument } from "../lib/json-document.ts";
import { textHash } from "../lib/text-hash.ts";
import { writeWhole } from "../lib/write-file.ts";
import type { HistoryStep } from "../scoring/drift/run-history.ts";

const FORMAT = "value-portrait/drift";

const stepSchema = z.object({ id: z.string(), created: z.string(), fingerprint: z.string() });
const stateSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(1),
  /** What the series is: another one has other fingerprints for good reason. */
  series: z.string(),
  runs: z.array(stepSchema),
});

/** What names a series: subject, key, dimensions, and the date from which it starts. */
export type SeriesName = {
  readonly subject: string;
  readonly key: string;
  readonly dimensions: readonly string[];
  readonly since: string | undefined;
};

/**
 * Where the state of a model's history lies: below the folder of its runs, where nobody looks for run files.
 * @example
 * statePath("runs", "openai:gpt-4o-mini"); // => "runs/drift/openai_gpt-4o-mini-1f0c….json"
 */
export function statePath(folder: string, subject: string): string {
  const name = subject.replace(/[^\w.-]/g, "_").slice(0, 80);
  return path.join(folder, "drift", `${name}-${textHash(subject).slice(0, 8)}.json`);
}

/**
 * What an earlier state says against what the runs say now; undefined when it agrees, or there is none. Nothing of a
 * verdict rests on the state: the evidence is computed from the runs each time. It tells that the past was changed.
 */
export function contradiction(
  file: string,
  series: SeriesName,
  steps: readonly HistoryStep[],
): string | undefined {
  const text = readState(file);
  if (text === undefined) return undefined;
  const state = parseState(text);
  if (state === undefined) return `${file} is no state of this version; it was made anew from the runs`;
  if (state.series !== seriesText(series)) return undefined;
  const changed = state.runs.find(({ fingerprint }, place) => fingerprint !== steps[place]?.fingerprint);
  return (
    changed &&
    `the runs are not those that ${file} knows, from ${changed.id} (${changed.created}) on: one was changed, added, ` +
      "left out or removed since. The evidence was computed anew from the runs that are there"
  );
}

/** Writes what was found, so that the next look can tell whether the past was changed. */
export function writeState(file: string, series: SeriesName, steps: readonly HistoryStep[]): void {
  const document = { format: FORMAT, version: 1, series: seriesText(series), ...series, runs: steps };
  writeWhole(file, jsonDocument(document));
}

function seriesText({ subject, key, dimensions, since }: SeriesName): string {
  return [subject, key, dimensions.join(","), since ?? ""].join("\n");
}

function readState(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    return "";
  }
}

function parseState(text: string): z.infer<typeof stateSchema> | undefined {
  try {
    return stateSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined; // not JSON: told as no state
  }
}
