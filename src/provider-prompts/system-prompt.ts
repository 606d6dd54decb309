import { existsSync, readFileSync } from "node:fs";
import { InputError, messageOf } from "../lib/input-error.ts";
import { onceFor } from "../lib/memo.ts";
import { FILE_REFERENCE, referencePaths } from "../lib/reference-path.ts";

/**
 * The system prompt that a prompt's config names: the text itself, or that of a file without its last line break.
 * promptfoo loads no files for a prompt's config, and would send the name. Read once: three thousand prompts ask.
 * @param folder where relative names start
 * @throws {InputError} the file cannot be read, or nothing is in it
 * @example
 * systemPrompt("file://prompts/support-desk.txt", process.cwd()); // => "You work at the support desk of …"
 */
export function systemPrompt(system: string, folder: string): string {
  if (!system.startsWith(FILE_REFERENCE)) return system;
  const [likeliest = system, ...others] = referencePaths(system, folder);
  return readText([likeliest, ...others].find(existsSync) ?? likeliest);
}

const readText = onceFor((file: string): string => {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new InputError(
      `cannot read the system prompt: ${messageOf(error)}. Give an absolute path, or one from the folder in which promptfoo runs`,
    );
  }
  if (text.trim() === "") throw new InputError(`the system prompt is empty: ${file}`);
  return text.replace(/\r?\n$/, "");
});
