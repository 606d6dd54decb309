/** What lies in the run folders, kept between looks and read again when it has changed. */
import path from "node:path";
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
        return [place, readFolderEntry(folder, name, known.get(place))];
      });
    });
    for (const [place, entry] of entries)
      if ("reason" in entry && !isSameEntry(known.get(place), entry))
        log(`skipped ${place}: ${entry.detail ?? entry.reason}`);
    known = new Map(entries);
    const { files, skipped } = sortEntries([...known.values()]);
    // The details are for the log: assistants get none of a file's own words.
    return { files, skipped: skipped.map(({ name, reason }) => ({ name, reason })) };
  };
}

function isSameEntry(known: FolderEntry | undefined, entry: FolderEntry): boolean {
  return known?.stamp === entry.stamp && "reason" in known;
}
