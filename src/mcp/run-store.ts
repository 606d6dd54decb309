/** What lies in the run folders, kept between looks and read again when it has changed. */
import path from "node:path";
import { shortened, visibleLine } from "../lib/visible-text.ts";
import { foreignToRelease } from "../release/known-items.ts";
import {
  type FolderEntry,
  listRunFiles,
  type RunFolder,
  readFolderEntry,
  sortEntries,
  UNLISTED,
} from "../runs/run-folder.ts";

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
      return names.slice(-MAX_FILES).map((name) => {
        const place = path.join(folder, name);
        return [place, ofThisRelease(readFolderEntry(folder, name, known.get(place)))];
      });
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
