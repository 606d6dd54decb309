import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { codeOf, InputError, reasonOf } from "../lib/input-error.ts";
import type { TextFile, TextsSource } from "./source.ts";

/** The verified bytes of each file of a source, by path. */
export type TextFiles = ReadonlyMap<string, Buffer>;

/** What a folder holds: every file as released, none of them, or something that is neither. */
export type TextsFolder =
  | { readonly kind: "complete"; readonly files: TextFiles }
  | { readonly kind: "absent" }
  | { readonly kind: "broken"; readonly problem: string };

/**
 * Reads the item texts in a folder and checks every file. A checkout of the authors' repository and a folder
 * that `writeTextsFolder` wrote have the same layout.
 * @throws {InputError} a file is there but cannot be read
 */
export function readTextsFolder(folder: string, source: TextsSource): TextsFolder {
  const found = source.files.map((file) => ({ file, bytes: readIfThere(path.join(folder, file.path)) }));
  if (found.every(({ bytes }) => bytes === undefined)) return { kind: "absent" };
  const problems = found.flatMap(({ file, bytes }) => {
    const problem = bytes === undefined ? "is missing" : problemOf(bytes, file);
    return problem === undefined ? [] : [`${path.join(folder, file.path)} ${problem}`];
  });
  if (problems[0] !== undefined) return { kind: "broken", problem: problems[0] };
  return {
    kind: "complete",
    files: new Map(found.flatMap(({ file, bytes }) => (bytes === undefined ? [] : [[file.path, bytes]]))),
  };
}

/**
 * Why a folder that `readTextsFolder` calls absent holds no texts.
 * @example
 * whyNoTexts("/nowhere"); // => "there is no such folder"
 */
export function whyNoTexts(folder: string): string {
  const there = statSync(folder, { throwIfNoEntry: false });
  if (there === undefined) return "there is no such folder";
  return there.isDirectory() ? "it holds none of the item texts" : "it is not a folder";
}

/**
 * In which way bytes are not the released file, undefined when they are.
 * @example
 * problemOf(Buffer.from("x"), file);
 * // => "is not the released file: sha256 2d711642b726, expected 9f20fbfe3f55 (1 bytes, expected 538)"
 */
export function problemOf(bytes: Buffer, file: TextFile): string | undefined {
  const actual = sha256(bytes);
  if (actual === file.sha256) return undefined;
  const withoutCarriageReturns = Buffer.from(bytes.toString("latin1").replaceAll("\r\n", "\n"), "latin1");
  const why =
    sha256(withoutCarriageReturns) === file.sha256
      ? "its line ends became CRLF: check out with core.autocrlf=false"
      : `${bytes.length} bytes, expected ${file.bytes}`;
  return `is not the released file: sha256 ${actual.slice(0, 12)}, expected ${file.sha256.slice(0, 12)} (${why})`;
}

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(codeOf(error))) return undefined;
    throw new InputError(
      `Cannot read ${file}: ${reasonOf(error)}. Make it readable, or set VALUE_PORTRAIT_TEXTS to another folder`,
      { cause: error },
    );
  }
}
