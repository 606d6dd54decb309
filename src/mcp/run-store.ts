/** The door to run files: what lies in the given folders, read again when it has changed. */
import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { type RunFile, runFileSchema, runsOf } from "../run-file.ts";

/** A run file that could be read. */
export type StoredRunFile = {
  /** Its name in its folder. */
  readonly name: string;
  readonly file: RunFile;
  /** Changes whenever the file does. */
  readonly stamp: string;
};

/** A file that is not used, and why; neither holds a path or words from the file. */
export type SkippedFile = { readonly name: string; readonly reason: string };

export type RunFolderContents = {
  readonly files: readonly StoredRunFile[];
  readonly skipped: readonly SkippedFile[];
};

/** A run of 520 items under six prompts takes 15 kB for each model and repetition. */
const MAX_BYTES = 5_000_000;

/** More files than anyone reads profiles of; the newest names are kept. */
const MAX_FILES = 500;

/**
 * Looks into some folders for run files: those that end in .json, not those in folders below. Each look lists the
 * folders anew and reads the files that changed since the last one. Only regular files whose real place is inside
 * the folder are opened. A folder that is not there is empty: an eval may make it later.
 * @param log told once about each file that is skipped
 */
export function watchRunFolders(
  folders: readonly string[],
  log: (line: string) => void,
): () => RunFolderContents {
  let known = new Map<string, Reading>();
  return () => {
    const readings = folders.flatMap((folder) =>
      listJson(folder).map((name) => {
        const place = path.join(folder, name);
        return [place, readChanged(folder, name, known.get(place))] as const;
      }),
    );
    for (const [place, reading] of readings)
      if ("reason" in reading && !sameReading(known.get(place), reading))
        log(`skipped ${place}: ${reading.reason}`);
    known = new Map(readings);
    const all = [...known.values()];
    return {
      files: all.flatMap((reading) => ("file" in reading ? [reading] : [])),
      skipped: all.flatMap((reading) => ("reason" in reading ? [reading] : [])),
    };
  };
}

type Reading = (StoredRunFile | SkippedFile) & { readonly stamp: string };

function sameReading(known: Reading | undefined, reading: Reading): boolean {
  return known?.stamp === reading.stamp && "reason" in known;
}

function listJson(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .toSorted()
      .slice(-MAX_FILES);
  } catch {
    return []; // not there yet, or not a folder: nothing to read
  }
}

function readChanged(folder: string, name: string, known: Reading | undefined): Reading {
  const opened = openInside(folder, name);
  if ("reason" in opened) return { name, stamp: "", ...opened };
  const { descriptor } = opened;
  try {
    const { size, mtimeMs, ino } = fstatSync(descriptor);
    const stamp = `${ino} ${size} ${mtimeMs}`;
    if (known?.stamp === stamp) return known;
    if (size > MAX_BYTES) return { name, stamp, reason: `larger than ${MAX_BYTES / 1e6} MB` };
    return { name, stamp, ...parseRunFile(readFileSync(descriptor, "utf8")) };
  } catch {
    return { name, stamp: "", reason: "cannot be read" };
  } finally {
    closeSync(descriptor);
  }
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
    // Not blocking, so that a pipe does not hold the server up; what the name became since is not followed.
    const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
    const descriptor = openSync(real, O_RDONLY | (O_NOFOLLOW ?? 0) | (O_NONBLOCK ?? 0));
    if (fstatSync(descriptor).isFile()) return { descriptor };
    closeSync(descriptor);
    return { reason: "not a regular file" };
  } catch {
    return { reason: "cannot be opened" };
  }
}

function parseRunFile(text: string): { readonly file: RunFile } | { readonly reason: string } {
  const parsed = runFileSchema.safeParse(parseJson(text));
  if (!parsed.success) return { reason: reasonOf(parsed.error.issues[0]?.path ?? []) };
  try {
    runsOf(parsed.data);
    return { file: parsed.data };
  } catch {
    return { reason: "a string of answers is not as long as the list of items" };
  }
}

function reasonOf(place: readonly PropertyKey[]): string {
  const where = place.map(String).join(".");
  return where === ""
    ? "not JSON, or not a run file"
    : `not a run file of this version: see its ${where.slice(0, 60)}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the schema refuses it
  }
}
