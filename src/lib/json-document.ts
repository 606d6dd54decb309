import { UNSEEN } from "./visible-text.ts";

/** What a JSON document says first: what it is, and which version of that. */
export type JsonDocument = { readonly format: string; readonly version: number };

/** What acts on a terminal or in a log and yet is valid in JSON as it is: written as escapes, which read the same. */
const ACTING = new RegExp(`(?!\\n)(?:${UNSEEN.source})|(?<=##[\\w.]*)\\[`, "gu");

/**
 * A document as the text of a file: its format and version first, indented by two spaces, with a newline at the end.
 * @example
 * jsonDocument({ format: "value-portrait/items", version: 1, items: [] });
 */
export function jsonDocument<T extends JsonDocument>({ format, version, ...content }: T): string {
  const text = JSON.stringify({ format, version, ...content }, null, 2);
  return `${text.replace(ACTING, escaped)}\n`;
}

function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}
