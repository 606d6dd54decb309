/** A string value in a JSON text: its key (that of the array for an element; none at the top) and its place. */
export type JsonString = {
  readonly value: string;
  readonly key: string | undefined;
  /** The position in the JSON text of each character of the value, and of the end. */
  readonly at: (index: number) => number;
};

/**
 * The string values of a text that is JSON, in order, at any depth but not under a key that matches `skipped`;
 * undefined when the text is no JSON object, array or string. Commas behind the last element are forgiven.
 * @example
 * jsonStrings('{"a": ["x",], "b": "y"}', /b/); // => [{ value: "x", key: "a", at: ... }]
 */
export function jsonStrings(text: string, skipped: RegExp): readonly JsonString[] | undefined {
  if (!/^\s*["[{]/.test(text)) return undefined;
  if (!isJson(text) && !(/,\s*[}\]]/.test(text) && isJson(withoutTrailingCommas(text)))) return undefined;
  const strings: JsonString[] = [];
  const keys: (string | undefined)[] = [undefined];
  const isSkipped = (key: string | undefined) => key !== undefined && skipped.test(key);
  let depthSkipped: number | undefined;
  for (const { literal, start, isKey } of tokens(text)) {
    const depth = keys.length - 1;
    if (isKey) keys[depth] = JSON.parse(literal);
    else if (literal.startsWith('"')) {
      if (depthSkipped !== undefined || isSkipped(keys[depth])) continue;
      strings.push({
        value: JSON.parse(literal),
        key: keys[depth],
        at: (index) => start + offset(literal, index),
      });
    } else if (/[[{]/.test(literal)) {
      if (isSkipped(keys[depth])) depthSkipped ??= depth;
      keys.push(keys[depth]);
    } else {
      keys.pop();
      if (depthSkipped !== undefined && keys.length - 1 <= depthSkipped) depthSkipped = undefined;
    }
  }
  return strings;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The same text with a blank in place of each comma in front of a closing bracket. */
function withoutTrailingCommas(text: string): string {
  const commas = [...tokens(text)]
    .filter(({ literal }) => /^[\]}]$/.test(literal))
    .map(({ start }) => text.slice(0, start).trimEnd().length - 1)
    .filter((place) => text[place] === ",");
  const bounds = [...commas, text.length];
  return bounds.map((end, nth) => text.slice(nth === 0 ? 0 : (bounds[nth - 1] ?? 0) + 1, end)).join(" ");
}

type Token = { readonly literal: string; readonly start: number; readonly isKey: boolean };

/** Strings and brackets. A regular expression for whole strings would run out of stack on long ones. */
function* tokens(text: string): Generator<Token> {
  let start: number | undefined;
  for (const { 0: mark, index } of text.matchAll(/\\.|["[\]{}]/g)) {
    if (start === undefined && mark === '"') start = index;
    else if (start === undefined) yield { literal: mark, start: index, isKey: false };
    else if (mark === '"') {
      const literal = text.slice(start, index + 1);
      COLON.lastIndex = index + 1;
      yield { literal, start, isKey: COLON.test(text) };
      start = undefined;
    }
  }
}

const COLON = /\s*:/y;

/** Where a character of a string's value stands in its literal, behind the opening quotation mark. */
function offset(literal: string, index: number): number {
  let [position, left] = [1, index];
  for (const { 0: unit } of literal.slice(1, -1).matchAll(/\\u[0-9a-f]{4}|\\.|[^\\]+/gi)) {
    const length = unit.startsWith("\\") ? 1 : unit.length;
    if (length > left) return position + left;
    position += unit.length;
    left -= length;
  }
  return position;
}
