/** What lies in the run folders, kept between looks and read again when it has changed. */
import path from "node:path";
import { shortened, visibleLine } from "../lib/visible-text.ts";
import { foreignToRelease } from "../release/known-items.ts";
import {
  type FolderEntry,
  listRunFiles,
  type RunFolder,
  type RunLimits,
  readFolderEntry,
  sortEntries,
  UNLISTED,
} from "../runs/run-folder.ts";

/** Far above runs that anyone asks, and answered in seconds: who waits is a person. The command line has no such limits. */
const LIMITS: RunLimits = { models: 500, items: 1000, answers: 200_000, repeats: 1000, name: 1000 };

/** More files than anyone reads profiles of; the newest names are kept. */
const MAX_FILES = 500;

/** Without the folder's place, which is no business of assistants. */
const UNLISTED_FOLDER: FolderEntry = { name: "a run folder", stamp: "", reason: UNLISTED };

/**
 * Looks into some folders for run files. Each look lists the folders anew and reads the files that changed since the
 * last one. A folder that is not there is empty: an eval may make it later.
 * @param log told once about each file that is skipped
 */
export function watchRunFolders(folders: readonly string[], log: (line: string) => void): () => RunFolder {
  let known = new Map<string, FolderEntry>();
  return () => {
    const entries = folders.flatMap((folder): (readonly [string, FolderEntry])[] => {
      const names = listRunFiles(folder);
      if (names === undefined) return [[folder, UNLISTED_FOLDER]];
      const used = names.slice(-MAX_FILES).map((name): readonly [string, FolderEntry] => {
        const place = path.join(folder, name);
        return [place, ofThisRelease(readFolderEntry(folder, name, known.get(place), LIMITS))];
      });
      const unread = names.length - used.length;
      return unread === 0 ? used : [[folder, unreadFiles(unread)], ...used];
    });
    for (const [place, entry] of entries)
      if ("reason" in entry && !isSameEntry(known.get(place), entry))
        log(`skipped ${oneLine(place, MAX_LOGGED)}: ${oneLine(entry.detail ?? entry.reason, MAX_LOGGED)}`);
    known = new Map(entries);
    const { files, skipped } = sortEntries([...known.values()]);
    // The details are for the log: assistants get none of a file's own words.
    return { files, skipped: skipped.map(({ name, reason }) => ({ name: oneLine(name, MAX_NAME), reason })) };
  };
}

function unreadFiles(count: number): FolderEntry {
  return {
    name: UNLISTED_FOLDER.name,
    stamp: String(count),
    reason: `holds more than ${MAX_FILES} run files; the first ${count} by name are not read`,
  };
}

/** Files that cannot be scored with this release are skipped. */
function ofThisRelease(entry: FolderEntry): FolderEntry {
  const reason = "file" in entry ? foreignToRelease(entry.file) : undefined;
  return reason === undefined ? entry : { name: entry.name, stamp: entry.stamp, reason };
}

/** What a file may say of itself in a log, and how much of its name an assistant is told. */
const MAX_LOGGED = 300;
const MAX_NAME = 80;

/** Names of files are anyone's, and so is what a parser quotes of them. */
function oneLine(text: string, most: number): string {
  return shortened(visibleLine(text.slice(0, 4 * most)), most);
}

function isSameEntry(known: FolderEntry | undefined, entry: FolderEntry): boolean {
  return known?.stamp === entry.stamp && "reason" in known;
}
