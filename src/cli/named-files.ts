import { existsSync } from "node:fs";
import { InputError } from "../lib/input-error.ts";
import { STDIN } from "../lib/standard-input.ts";

/** Whether a name means what is piped in, or a model in it. */
function isStdin(name: string): boolean {
  return name === STDIN || name.startsWith(`${STDIN}#`);
}

/**
 * Refuses to take what is piped in for two inputs: it can be read once.
 * @param inputs what a command was given to read
 * @throws {InputError} more than one of them is stdin
 */
export function refuseStdinTwice(inputs: readonly string[]): void {
  const [first, second] = inputs.filter(isStdin);
  if (first !== undefined && second !== undefined)
    throw new InputError(
      `${first} and ${second} are both what is piped in, which can be read once. Put it into a file`,
    );
}

/** A file, and the model in it that is meant, if one was named. */
export type NamedFile = { readonly file: string; readonly subject?: string };

/**
 * What `file#model` may stand for: what is piped in when the file is "-", the file of that very name if it is there, otherwise every part before a # that is one,
 * the longest first, because paths and models may have a # of their own.
 * @example
 * namedFiles("runs/#3/out.jsonl#gpt-4o"); // => [{ file: "runs/#3/out.jsonl", subject: "gpt-4o" }]
 */
export function namedFiles(name: string): readonly NamedFile[] {
  if (isStdin(name)) return [name === STDIN ? { file: STDIN } : { file: STDIN, subject: name.slice(2) }];
  if (existsSync(name)) return [{ file: name }];
  return splits(name).filter(({ file }) => existsSync(file));
}

/**
 * The file that a name which leads to none was meant to be; undefined when it does not look like one.
 * @example
 * missingFile("none.jsonl#gpt-4o"); // => "none.jsonl"
 */
export function missingFile(name: string): string | undefined {
  const files = [name, ...splits(name).map(({ file }) => file)];
  return (
    files.find((file) => /\.(jsonl?|ndjson)(\.gz)?$/i.test(file)) ?? (/[/\\]/.test(name) ? name : undefined)
  );
}

/** Every way to split at a #, the last one first. */
function splits(name: string): Required<NamedFile>[] {
  const places = [...name.matchAll(/#/g)].map(({ index }) => index);
  return places.reverse().map((place) => ({ file: name.slice(0, place), subject: name.slice(place + 1) }));
}
