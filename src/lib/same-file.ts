import { type BigIntStats, statSync } from "node:fs";
import { STDIN, stdinFile } from "./standard-input.ts";

/**
 * Whether two names lead to one file, by whatever spelling, symbolic or hard link. A device is no file in this sense: a
 * terminal may be read and written at once. "-" is what is piped in.
 * @example
 * isSameFile("out.jsonl", "./out.jsonl"); // => true, if it is there
 */
export function isSameFile(a: string, b: string): boolean {
  const [one, other] = [look(a), look(b)];
  if (one === undefined || other === undefined || one.isCharacterDevice()) return false;
  return one.dev === other.dev && one.ino === other.ino;
}

/** bigint, because Windows' file numbers are too large for a number. */
function look(file: string): BigIntStats | undefined {
  try {
    return file === STDIN ? stdinFile() : statSync(file, { bigint: true, throwIfNoEntry: false });
  } catch {
    return undefined; // what cannot be looked at can be neither read nor written: whoever tries says why
  }
}
