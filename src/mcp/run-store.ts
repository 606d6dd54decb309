/** The door to run files: what lies in the given folders, read again when it has changed. */
import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { codeOf, messageOf } from "../lib/input-error.ts";
import type { RunFile } from "../runs/run-file.ts";
import { parseRunFile, type SkippedFile } from "../runs/run-folder.ts";

/** A run file that could be read. */
export type StoredRunFile = {
  /** Its name in its folder. */
  readonly name: string;
  readonly file: RunFile;
  /** Changes whenever the file does. */
  readonly stamp: string;
};

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
    const readings = folders.flatMap((folder): (readonly [string, Reading])[] => {
      const names = listJson(folder);
      if (names === undefined) return [[folder, UNREADABLE_FOLDER]];
      return names.map((name) => {
        const place = path.join(folder, name);
        return [place, readChanged(folder, name, known.get(place))];
      });
    });
    for (const [place, reading] of readings)
      if ("reason" in reading && !sameReading(known.get(place), reading))
        log(`skipped ${place}: ${reading.detail ?? reading.reason}`);
    known = new Map(readings);
    const all = [...known.values()];
    return {
      files: all.flatMap((reading) => ("file" in reading ? [reading] : [])),
      skipped: all.flatMap((reading) =>
        "reason" in reading ? [{ name: reading.name, reason: reading.reason }] : [],
      ),
    };
  };
}

type Reading = (StoredRunFile | (SkippedFile & { readonly detail?: string })) & { readonly stamp: string };

function sameReading(known: Reading | undefined, reading: Reading): boolean {
  return known?.stamp === reading.stamp && "reason" in known;
}

const UNREADABLE_FOLDER: Reading = { name: "a run folder", stamp: "", reason: "cannot be listed" };

/** None when the folder is not there; undefined when it cannot be listed for another reason. */
function listJson(folder: string): readonly string[] | undefined {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .toSorted()
      .slice(-MAX_FILES);
  } catch (error) {
    return codeOf(error) === "ENOENT" ? [] : undefined;
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
    return { name, stamp, ...readRunFile(readFileSync(descriptor, "utf8"), name) };
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

/** The reason is for assistants and says nothing in the file's own words, which may be a stranger's; people get all. */
function readRunFile(
  text: string,
  name: string,
): { readonly file: RunFile } | { readonly reason: string; readonly detail: string } {
  try {
    return { file: parseRunFile(JSON.parse(text), name) };
  } catch (error) {
    const detail = messageOf(error);
    return { reason: "not a run file of this version", detail };
  }
}
