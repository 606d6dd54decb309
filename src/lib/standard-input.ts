import { type BigIntStats, fstatSync } from "node:fs";
import process from "node:process";
import { isatty } from "node:tty";
import { InputError } from "./input-error.ts";

/** By this name a command takes what is piped into it. A file of the name is `./-`. */
export const STDIN = "-";

const DESCRIPTOR = 0;

/** What is piped in, a chunk at a time. It comes once only. */
export function stdinChunks(): AsyncIterable<Buffer> {
  return process.stdin;
}

/**
 * Refuses to wait for what nobody pipes in, and to read what need not end.
 * @throws {InputError} stdin is a terminal or another device
 */
export function refuseEmptyStdin(): void {
  if (isatty(DESCRIPTOR))
    throw new InputError(
      `${STDIN} reads what is piped in, and stdin is this terminal. Pipe an output: value-portrait score - < out.jsonl`,
    );
  if (stdinFile()?.isCharacterDevice() ?? true)
    throw new InputError(`${STDIN} reads what is piped in, and nothing is: stdin is a device, or closed`);
}

/** What stdin is: a pipe, a file, a device; undefined when it cannot be told. bigint, as for other files. */
export function stdinFile(): BigIntStats | undefined {
  try {
    return fstatSync(DESCRIPTOR, { bigint: true });
  } catch {
    return undefined; // a closed descriptor is none to read
  }
}
