import { randomUUID } from "node:crypto";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { InputError, messageOf } from "./input-error.ts";

/**
 * Writes a file whole or not at all: into a temporary file beside it, which is then renamed.
 * @throws {InputError} the folder cannot be written to
 */
export function writeWhole(file: string, content: string): void {
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
    try {
      writeFileSync(temporary, content);
      renameSync(temporary, file);
    } finally {
      rmSync(temporary, { force: true });
    }
  } catch (error) {
    throw new InputError(`Cannot write ${file}: ${messageOf(error)}`);
  }
}
