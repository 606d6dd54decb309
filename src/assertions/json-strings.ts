/** A string value in a JSON text: its key (that of the array for an element; none at the top) and its place. */
export type JsonString = {
  readonly value: string;
  readonly key: string | undefined;
  /** The position in the JSON text of each character of the value, and of the end. */
  readonly at: (index: number) => number;
};

/**
 * The string values of a text that is JSON, in order, at any depth; undefined when the text is no JSON object,
 * array or string.
 * @example
 * jsonStrings('{"a": ["x"]}'); // => [{ value: "x", key: "a", at: ... }]
 */
export function jsonStrings(text: string): readonly JsonString[] | undefined {
  if (!/^\s*["[{]/.test(text) || !isJson(text)) return undefined;
  const strings: JsonString[] = [];
  const keys: (string | undefined)[] = [undefined];
  let depth = 0;
  for (const token of text.matchAll(TOKEN)) {
    const [literal] = token;
    const isKey = token.groups?.["colon"] !== undefined;
    if (isKey) keys[depth] = JSON.parse(token.groups?.["string"] ?? '""');
    else if (literal.startsWith('"'))
      strings.push({
        value: JSON.parse(literal),
        key: keys[depth],
        at: (index) => token.index + offset(literal, index),
      });
    else if (/[[{]/.test(literal)) {
      depth += 1;
      keys[depth] = keys[depth - 1];
    } else depth -= 1;
  }
  return strings;
}

const TOKEN = /(?<string>"(?:[^"\\]|\\.)*")(?<colon>\s*:)?|[[\]{}]/g;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Where a character of a string's value stands in its literal, behind the opening quotation mark. */
function offset(literal: string, index: number): number {
  const units = literal.slice(1, -1).match(/\\u[0-9a-f]{4}|\\.|[^\\]/gi) ?? [];
  return 1 + units.slice(0, index).reduce((length, unit) => length + unit.length, 0);
}
