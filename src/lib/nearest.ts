import { distance } from "fastest-levenshtein";

/**
 * The names that are spelled most like a text, nearest first; names that contain the text come before others.
 * @example
 * nearest("gpt4o", ["qwen-max", "gpt-4o-mini", "gpt-4o"], 2); // => ["gpt-4o", "gpt-4o-mini"]
 */
export function nearest(text: string, names: readonly string[], count = 3): string[] {
  const plain = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]/gu, "");
  const rank = (name: string) =>
    distance(plain(text), plain(name)) - (plain(name).includes(plain(text)) ? plain(name).length : 0);
  return names.toSorted((a, b) => rank(a) - rank(b)).slice(0, count);
}
