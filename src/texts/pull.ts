import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import { InputError } from "../lib/input-error.ts";
import { fetchTexts } from "./fetch.ts";
import { readTextsFolder, type TextFiles, whyNoTexts } from "./folder.ts";
import { type TextsSource, totalBytes, UPSTREAM_TEXTS } from "./source.ts";
import { checkReplaceable, writeTextsFolder } from "./write-folder.ts";

export type PullSettings = {
  /** The folder that will hold the texts. */
  readonly to: string;
  /** A checkout of the authors' repository, a folder that a pull wrote, or an http(s) address: default GitHub. */
  readonly from?: string | undefined;
  /** Which files, and their checksums. */
  readonly source?: TextsSource | undefined;
  /** How long one file may take. */
  readonly timeoutMs?: number | undefined;
  /** Takes the progress line. */
  readonly stderr: (text: string) => void;
};

/** Where the texts are now; `pulled` is false when they were there, complete, before. */
export type PulledTexts = { readonly folder: string; readonly files: TextFiles; readonly pulled: boolean };

/**
 * Makes sure that a folder holds the item texts: leaves a complete one alone, else gets every file, checks all
 * of them and then puts them into place at once. On failure the folder is as it was.
 * @throws {InputError} they cannot be had, are not the released ones, or cannot be written
 */
export async function pullTexts({
  to,
  source = UPSTREAM_TEXTS,
  from = source.url,
  timeoutMs = 30_000,
  stderr,
}: PullSettings): Promise<PulledTexts> {
  const folder = existsSync(to) ? realpathSync(to) : path.resolve(to);
  // A folder that a person names is looked at even when nothing is needed of it.
  const given = isUrl(from) ? undefined : findGiven(path.resolve(from), source);
  const present = readTextsFolder(folder, source);
  if (present.kind === "complete") return { folder, files: present.files, pulled: false };
  checkReplaceable(folder, source);
  const size = `${source.files.length} files, ${Math.ceil(totalBytes(source) / 1000)} kB`;
  stderr(`${isUrl(from) ? "Fetching" : "Copying"} the item texts (${size}) from ${from} into ${folder}\n`);
  const files = given ?? (await fetchTexts(from, source, timeoutMs));
  writeTextsFolder(folder, files, source);
  return { folder, files, pulled: true };
}

function isUrl(from: string): boolean {
  return /^https?:\/\//i.test(from);
}

function findGiven(folder: string, source: TextsSource): TextFiles {
  const found = readTextsFolder(folder, source);
  if (found.kind === "complete") return found.files;
  const problem =
    found.kind === "broken" ? found.problem : `There are no item texts in ${folder}: ${whyNoTexts(folder)}`;
  throw new InputError(`${problem}. Name a checkout of ${source.repository} at commit ${source.commit}`);
}
