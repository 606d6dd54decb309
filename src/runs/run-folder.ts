/** The door for run files: written after each eval, one file for each, into a folder of their own, and read from it. */
import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { decodeText } from "../lib/decode-text.ts";
import { codeOf, InputError, messageOf, zodProblem } from "../lib/input-error.ts";
import { jsonDocument } from "../lib/json-document.ts";
import { isDeeperThan } from "../lib/nesting.ts";
import { publicName, publicNames } from "../lib/public-names.ts";
import { writeWhole } from "../lib/write-file.ts";
import { RUN_FILE_FORMAT, type RunFile, runFileSchema, runsOf } from "./run-file.ts";

/** Where run files are kept, below the folder in which promptfoo runs. */
export const RUNS_FOLDER = path.join(".value-portrait", "runs");

/** What Windows takes for a device, whatever stands behind the dot. */
const DEVICE_NAME = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/** Room for a number and an extension in the 255 bytes that file systems give a name. */
const MAX_NAME = 200;

/**
 * The name of an eval's run file without extension; what a file system may not like becomes "_".
 * @example
 * runFileName("eval-abc-2026-11-23T21:31:02"); // => "eval-abc-2026-11-23T21_31_02"
 */
function runFileName(evalId: string): string {
  return evalId
    .replace(/[^\w.-]/g, "_")
    .slice(0, MAX_NAME)
    .replace(DEVICE_NAME, "_$1");
}

/**
 * Writes an eval's run file, whole or not at all, and gives its path. An eval that is scored again replaces its file;
 * that of another eval, whose id a file system takes for the same name, is left alone.
 * @throws {InputError} the folder cannot be written to
 */
export function writeRunFile(folder: string, file: RunFile): string {
  const target = path.join(folder, ownName(folder, file.evalId));
  writeWhole(target, jsonDocument(file));
  return target;
}

/** The first name that holds no other eval. What cannot be read holds none that anybody would miss. */
function ownName(folder: string, evalId: string): string {
  for (let number = 1; ; number += 1) {
    const name = `${runFileName(evalId)}${number === 1 ? "" : `-${number}`}.json`;
    const entry = readFolderEntry(folder, name);
    if (!("file" in entry) || entry.file.evalId === evalId) return name;
  }
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
  return withoutSecrets(parsed.data);
}

/** Run files of before addresses were stripped may hold keys in names. */
function withoutSecrets(file: RunFile): RunFile {
  const names = publicNames(file.models.map(({ subject }) => subject));
  const models = file.models.map((model) => ({
    ...model,
    subject: names.get(model.subject) ?? model.subject,
    provider: publicName(model.provider),
  }));
  return { ...file, models };
}

/** A run file that could be read. */
export type StoredRunFile = {
  /** Its name in its folder. */
  readonly name: string;
  readonly file: RunFile;
  /** Changes whenever the file does. */
  readonly stamp: string;
};

/** A file that is not used, and why. */
export type SkippedFile = {
  readonly name: string;
  /** In our words only, because the file's own may be a stranger's. */
  readonly reason: string;
  /** All that is known, for people. */
  readonly detail?: string | undefined;
};

/** What lies under one name in a folder; the stamp of what cannot be opened is empty. */
export type FolderEntry = StoredRunFile | (SkippedFile & { readonly stamp: string });

/** The run files of a folder by name, and what is wrong with those that cannot be read. */
export type RunFolder = {
  readonly files: readonly StoredRunFile[];
  readonly skipped: readonly SkippedFile[];
};

/** Reads the .json and .json.gz files in a folder, not those in folders below. A folder that is not there is empty. */
export function readRunFiles(folder: string): RunFolder {
  const names = listRunFiles(folder);
  if (names === undefined) return { files: [], skipped: [{ name: folder, reason: UNLISTED }] };
  return sortEntries(names.map((name) => readFolderEntry(folder, name)));
}

/** Entries of folders, those that can be used apart from the others. */
export function sortEntries(entries: readonly FolderEntry[]): RunFolder {
  return {
    files: entries.flatMap((entry) => ("file" in entry ? [entry] : [])),
    skipped: entries.flatMap((entry) => ("reason" in entry ? [entry] : [])),
  };
}

/** Why a folder has no run files when it is there. */
export const UNLISTED = "cannot be listed";

/** The names in a folder that end in .json or .json.gz: none when it is not there, undefined when it cannot be listed. */
export function listRunFiles(folder: string): readonly string[] | undefined {
  try {
    return readdirSync(folder)
      .filter((name) => /\.json(\.gz)?$/i.test(name))
      .toSorted();
  } catch (error) {
    return codeOf(error) === "ENOENT" ? [] : undefined;
  }
}

/** A run of 520 items under six prompts takes 15 kB for each model and repetition. */
const MAX_BYTES = 5_000_000;

/**
 * Reads one file of a folder, if it is a regular file whose real place is inside the folder, and not too large.
 * @param known what an earlier reading gave: it is given again when the file has not changed since
 * @param limits what more a file may not hold, for who must answer soon; looked at before anything else is done with it
 */
export function readFolderEntry(
  folder: string,
  name: string,
  known?: FolderEntry,
  limits?: RunLimits,
): FolderEntry {
  const opened = openInside(folder, name);
  if ("reason" in opened) return { name, stamp: "", ...opened };
  const { descriptor } = opened;
  try {
    const { size, mtimeMs, ino } = fstatSync(descriptor);
    const stamp = `${ino} ${size} ${mtimeMs}`;
    if (known?.stamp === stamp) return known;
    if (size > MAX_BYTES) return { name, stamp, reason: `larger than ${MAX_BYTES / 1e6} MB` };
    return { name, stamp, ...parseEntry(decodeText(readFileSync(descriptor), MAX_BYTES), name, limits) };
  } catch {
    return { name, stamp: "", reason: "cannot be read" };
  } finally {
    closeSync(descriptor);
  }
}

/** What one run file may hold. */
export type RunLimits = {
  readonly models: number;
  /** Of one model. */
  readonly items: number;
  /** Of all models together. */
  readonly answers: number;
  /** Of one prompt. */
  readonly repeats: number;
  /** Characters of a name. */
  readonly name: number;
};

/** Run files are six deep: file, models, model, answers, prompt, repetition. */
const MAX_DEPTH = 20;

/** Some fields, before anything is checked: whatever has another shape is refused later. */
const outlineSchema = z.object({
  evalId: z.string().optional(),
  models: z.array(z.unknown()),
});
const modelOutlineSchema = z.object({
  subject: z.string(),
  provider: z.string(),
  items: z.custom<readonly unknown[]>(Array.isArray),
  answers: z.record(z.string(), z.custom<readonly unknown[]>(Array.isArray)),
});

/** Which limit the content of a file is beyond; undefined for none. Takes no time for what is too much. */
function whyTooMuch(content: unknown, limits: RunLimits): string | undefined {
  const outline = outlineSchema.safeParse(content);
  if (!outline.success) return undefined;
  const { evalId = "", models } = outline.data;
  if (models.length > limits.models) return `more than ${limits.models} models`;
  if (evalId.length > limits.name) return `names of more than ${limits.name} characters`;
  let answers = 0;
  for (const model of models) {
    const one = modelOutlineSchema.safeParse(model);
    if (!one.success) continue;
    const { subject, provider, items } = one.data;
    if (Math.max(subject.length, provider.length) > limits.name)
      return `names of more than ${limits.name} characters`;
    if (items.length > limits.items) return `more than ${limits.items} items of one model`;
    const prompts = Object.values(one.data.answers);
    if (prompts.some((repeats) => repeats.length > limits.repeats))
      return `more than ${limits.repeats} repetitions`;
    const asked = prompts.reduce((sum, repeats) => sum + repeats.length, 0);
    answers += asked * items.length;
    if (answers > limits.answers) return `more than ${limits.answers} answers`;
  }
  return undefined;
}

function openInside(
  folder: string,
  name: string,
): { readonly descriptor: number } | { readonly reason: string } {
  try {
    const root = realpathSync(folder);
    const real = realpathSync(path.join(root, name));
    if (!real.startsWith(root.endsWith(path.sep) ? root : root + path.sep))
      return { reason: "a link that leads out of the folder" };
    // Not blocking, so that a pipe does not hold the program up; what the name became since is not followed.
    const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
    const descriptor = openSync(real, O_RDONLY | (O_NOFOLLOW ?? 0) | (O_NONBLOCK ?? 0));
    if (fstatSync(descriptor).isFile()) return { descriptor };
    closeSync(descriptor);
    return { reason: "not a regular file" };
  } catch {
    return { reason: "cannot be opened" };
  }
}

function parseEntry(
  text: string,
  name: string,
  limits: RunLimits | undefined,
): Pick<StoredRunFile, "file"> | Pick<SkippedFile, "reason" | "detail"> {
  try {
    if (limits !== undefined && isDeeperThan(text, MAX_DEPTH))
      return { reason: `nested more than ${MAX_DEPTH} deep` };
    const content: unknown = JSON.parse(text);
    const reason = limits && whyTooMuch(content, limits);
    return reason === undefined ? { file: parseRunFile(content, name) } : { reason };
  } catch (error) {
    return { reason: "not a run file of this version", detail: messageOf(error) };
  }
}
