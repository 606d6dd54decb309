import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { InputError } from "../lib/input-error.ts";
import { isSameFile } from "../lib/same-file.ts";
import { STDIN } from "../lib/standard-input.ts";
import { namedFiles, refuseStdinTwice } from "./named-files.ts";

/**
 * Refuses to write over what a command reads, before it reads it; also what cannot be read twice.
 * @param target the file that an option names, undefined when the option was not given
 * @param inputs what the command was given to read: files, folders, `file#model`; other names do not matter
 * @throws {InputError} the target is one of them, or in one of the folders, under this or another name; or stdin is
 * among them twice
 */
export function checkTarget(target: string | undefined, inputs: readonly string[]): void {
  refuseStdinTwice(inputs);
  if (target === undefined) return;
  const files = inputs.flatMap(namedFiles).flatMap(({ file }) => filesIn(file));
  // A file is written where its name leads by its words (lib/write-file.ts): `none/../in` is `in`, whether there is a
  // folder `none` or not. The system says otherwise, and a step summary is written where the system says.
  const places = [target, path.resolve(target)];
  const input = files.find((file) => places.some((place) => isSameFile(place, file)));
  if (input === undefined) return;
  const name = input === STDIN ? "stdin" : input;
  const which = input === target ? "this command reads it" : `it is ${name}, which this command reads`;
  throw new InputError(`Will not write to ${target}: ${which}. Name another file`);
}

function filesIn(input: string): readonly string[] {
  if (input === STDIN || !statSync(input).isDirectory()) return [input];
  try {
    return readdirSync(input).map((name) => path.join(input, name));
  } catch {
    return []; // a folder that cannot be listed is not read either: whoever reads it says why
  }
}
