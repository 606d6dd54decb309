import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** What a reference to a file begins with. */
export const FILE_REFERENCE = "file://";

/**
 * The places that a `file://` reference may mean, likeliest first: the words behind it, which promptfoo takes for a path as
 * they are, and what they are as a URL, for one that a program made.
 * @param folder where relative names start
 * @example
 * referencePaths("file:///my%20team/#1.txt", "/"); // => ["/my%20team/#1.txt", "/my team/"]
 * referencePaths("file:///C:/a/b.txt", "D:\\work", "win32"); // => ["D:\\C:\\a\\b.txt", "C:\\a\\b.txt"]
 */
export function referencePaths(
  reference: string,
  folder: string,
  platform: NodeJS.Platform = process.platform,
): readonly string[] {
  const windows = platform === "win32";
  const { resolve } = windows ? path.win32 : path.posix;
  const literal = resolve(folder, reference.slice(FILE_REFERENCE.length));
  return [...new Set([literal, ...asUrl(reference, windows)])];
}

function asUrl(reference: string, windows: boolean): readonly string[] {
  try {
    return [fileURLToPath(reference, { windows })];
  } catch {
    return []; // a path that is no URL, such as a relative one
  }
}
