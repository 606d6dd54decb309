/** The door for run files: written after each eval, one file for each, into a folder of their own. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { codeOf, InputError, messageOf, zodProblem } from "../lib/input-error.ts";
import { jsonDocument } from "../lib/json-document.ts";
import { writeWhole } from "../lib/write-file.ts";
import { RUN_FILE_FORMAT, type RunFile, runFileSchema, runsOf } from "./run-file.ts";

/** Where run files are kept, below the folder in which promptfoo runs. */
export const RUNS_FOLDER = path.join(".value-portrait", "runs");

/**
 * The path of an eval's run file; characters that a file system may not like become "_".
 * @example
 * runFilePath("runs", "eval-abc-2026-11-23T21:31:02"); // => "runs/eval-abc-2026-11-23T21_31_02.json"
 */
function runFilePath(folder: string, evalId: string): string {
  return path.join(folder, `${evalId.replace(/[^\w.-]/g, "_")}.json`);
}

/**
 * Writes an eval's run file, whole or not at all, and gives its path. An eval that is scored again replaces its file.
 * @throws {InputError} the folder cannot be written to
 */
export function writeRunFile(folder: string, file: RunFile): string {
  const target = runFilePath(folder, file.evalId);
  writeWhole(target, jsonDocument(file));
  return target;
}

/** Whether parsed JSON says that it is a run file, of whatever version. */
export function isRunFile(content: unknown): boolean {
  return z.object({ format: z.literal(RUN_FILE_FORMAT) }).safeParse(content).success;
}

/**
 * Parsed JSON as a run file.
 * @throws {InputError} it is none, or its parts do not fit; the message names the file and the place in it
 */
export function parseRunFile(content: unknown, name: string): RunFile {
  const parsed = runFileSchema.safeParse(content);
  if (!parsed.success)
    throw new InputError(`${name}, ${zodProblem(parsed.error)}. Is it a run file of this version?`);
  try {
    runsOf(parsed.data);
  } catch (error) {
    throw new InputError(`${name}: ${messageOf(error)}`);
  }
  return parsed.data;
}

/** A file that is not used, and why. */
export type SkippedFile = { readonly name: string; readonly reason: string };

/** The run files of a folder by name, and what is wrong with those that cannot be read. */
export type RunFolder = {
  readonly files: readonly { readonly name: string; readonly file: RunFile }[];
  readonly skipped: readonly SkippedFile[];
};

/** Reads the .json files in a folder, not those in folders below. A folder that is not there is empty. */
export function readRunFiles(folder: string): RunFolder {
  const readings = listJson(folder).map((name) => readOne(folder, name));
  return {
    files: readings.flatMap((reading) => ("file" in reading ? [reading] : [])),
    skipped: readings.flatMap((reading) => ("reason" in reading ? [reading] : [])),
  };
}

function listJson(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .sort();
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw error;
  }
}

function readOne(folder: string, name: string): RunFolder["files"][number] | SkippedFile {
  try {
    return { name, file: parseRunFile(JSON.parse(readFileSync(path.join(folder, name), "utf8")), name) };
  } catch (error) {
    return { name, reason: messageOf(error) };
  }
}
