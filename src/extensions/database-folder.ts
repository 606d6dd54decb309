import { existsSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import process from "node:process";
import { reasonOf } from "../lib/input-error.ts";

/** The folder of promptfoo's database, by its own rule. */
export function databaseFolder(env: Readonly<Record<string, string | undefined>>): string {
  return path.resolve(env["PROMPTFOO_CONFIG_DIR"] || path.join(homedir(), ".promptfoo"));
}

/** What SQLite may need at once, to take over its log of writes, and for the answers that are under way. */
const LEAST_BYTES = 8_000_000;
/** Written for a moment: a quota and a disk that became read-only are not seen in its free space. */
const PROBE = Buffer.alloc(65_536);

/**
 * Why answers cannot be stored in a folder; undefined when they can, or when it is not there and nothing is known.
 * promptfoo goes on asking when its database takes no more, and says so row by row.
 * @example
 * storageProblem("/full"); // => "Only 3.2 MB are left on the disk of promptfoo's database (/full), which may need 8 MB"
 */
export function storageProblem(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  try {
    const free = freeBytes(folder);
    if (free !== undefined && free < LEAST_BYTES)
      return `Only ${(Math.floor(free / 1e5) / 10).toFixed(1)} MB are left on the disk of promptfoo's database (${folder}), which may need ${LEAST_BYTES / 1e6} MB at once. Make room`;
    tryWriting(path.join(folder, `.value-portrait-${process.pid}.tmp`));
    return undefined;
  } catch (error) {
    return `The folder of promptfoo's database (${folder}) cannot be written to: ${reasonOf(error)}. Mend that`;
  }
}

/** Undefined where the file system does not tell. */
function freeBytes(folder: string): number | undefined {
  const { bavail, bfree, bsize, blocks } = statfsSync(folder);
  if (blocks === 0) return undefined;
  return (process.getuid?.() === 0 ? bfree : bavail) * bsize;
}

function tryWriting(file: string): void {
  try {
    writeFileSync(file, PROBE);
  } finally {
    rmSync(file, { force: true });
  }
}
