import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { codeOf, InputError, OutputError, reasonOf } from "../lib/input-error.ts";
import { renamePatiently } from "../lib/rename-patiently.ts";
import { readTextsFolder, type TextFiles } from "./folder.ts";
import type { TextsSource } from "./source.ts";

/**
 * Puts the files into a folder in one rename, so that the folder is complete or not there. What the folder
 * held before (a broken copy) is replaced. Several processes may do so at once.
 * @throws {OutputError} the folder cannot be written
 * @throws {InputError} it holds files that are not ours to delete
 */
export function writeTextsFolder(folder: string, files: TextFiles, source: TextsSource): void {
  const temporary = `${folder}.${randomUUID()}.tmp`;
  const broken = `${temporary}.old`;
  try {
    mkdirSync(path.dirname(folder), { recursive: true });
    try {
      writeFiles(temporary, files);
      moveIntoPlace(temporary, folder, broken, source);
    } finally {
      for (const leftover of [temporary, broken]) rmSync(leftover, { recursive: true, force: true });
    }
  } catch (error) {
    throw cannotWrite(folder, error);
  }
}

/**
 * Refuses a folder that a pull must not replace: one that holds anything besides the files of the source.
 * @throws {InputError} it holds something else, or is not a folder
 */
export function checkReplaceable(folder: string, source: TextsSource): void {
  const ours = new Set(source.files.flatMap((file) => [file.path, ...foldersOf(file.path)]));
  const folders = ["", ...[...ours].filter((name) => name.endsWith("/"))];
  const foreign = folders.flatMap((name) => list(folder, name)).find((name) => !ours.has(name));
  if (foreign === undefined) return;
  throw new InputError(
    `Will not replace ${folder}: it holds ${foreign}, which is not one of the item texts. ` +
      "Name a new or empty folder with --to or VALUE_PORTRAIT_TEXTS",
  );
}

function writeFiles(folder: string, files: TextFiles): void {
  // First without `recursive`: where nothing can be made (/proc), Node's recursive mkdir never returns.
  mkdirSync(folder);
  for (const [name, bytes] of files) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), bytes);
  }
}

function moveIntoPlace(temporary: string, folder: string, broken: string, source: TextsSource): void {
  try {
    renameSync(temporary, folder);
  } catch {
    // Something is in the way: what another process has just written, or a broken copy.
    if (isComplete(folder, source)) return;
    setAside(folder, broken, source);
    renameUnlessComplete(temporary, folder, source);
  }
}

function renameUnlessComplete(temporary: string, folder: string, source: TextsSource): void {
  try {
    renamePatiently(temporary, folder);
  } catch (error) {
    if (!isComplete(folder, source)) throw error;
  }
}

function setAside(folder: string, broken: string, source: TextsSource): void {
  checkReplaceable(folder, source);
  try {
    renamePatiently(folder, broken);
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
  }
}

function isComplete(folder: string, source: TextsSource): boolean {
  return readTextsFolder(folder, source).kind === "complete";
}

/** The folders above a file, each with a slash at its end: "a/b/c.txt" gives "a/" and "a/b/". */
function foldersOf(file: string): readonly string[] {
  const parts = file.split("/").slice(0, -1);
  return parts.map((_, depth) => `${parts.slice(0, depth + 1).join("/")}/`);
}

/** The names in a folder below `root`, folders with a slash at their end; none when it is not there. */
function list(root: string, below: string): readonly string[] {
  try {
    const entries = readdirSync(path.join(root, below), { withFileTypes: true });
    return entries.map((entry) => `${below}${entry.name}${entry.isDirectory() ? "/" : ""}`);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw cannotWrite(root, error);
  }
}

function cannotWrite(folder: string, error: unknown): InputError {
  if (error instanceof InputError) return error;
  return new OutputError(
    `Cannot write the item texts to ${folder}: ${reasonOf(error)}. ` +
      "Set VALUE_PORTRAIT_TEXTS to a folder that can be written and run: value-portrait pull",
    { cause: error },
  );
}
