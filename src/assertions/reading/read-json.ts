import { type ParsedAnswer, unusable } from "../parsed-answer.ts";
import { findLabels } from "./find-labels.ts";
import { blank, foldText } from "./fold-text.ts";
import { type JsonString, jsonStrings } from "./json-strings.ts";
import { readSentences } from "./read-sentences.ts";
import { readText } from "./read-text.ts";
import { withoutLabel } from "./without-label.ts";

/**
 * The rating in a JSON answer: alone, in a code fence, or as an object within prose that names no label; undefined
 * when there is no such JSON. Only strings under a key that holds an answer are read for it.
 * @example
 * readJson('{"answer": "like me", "reason": "..."}')?.answer; // => { kind: "rating", rating: 5 }
 */
export function readJson(text: string): ParsedAnswer | undefined {
  const alone = jsonStrings(text.replace(FENCE, blank));
  if (alone) return readStrings(alone, text);
  const start = text.indexOf("{");
  const end = text.lastIndexOf("}") + 1;
  const outside = foldText(`${text.slice(0, start)} ${text.slice(end)}`);
  if (start === -1 || end < start || findLabels(outside).length > 0) return undefined;
  const within = jsonStrings(blank(text.slice(0, start)) + text.slice(start, end));
  const reading = within && readStrings(within, text);
  return reading?.answer.kind === "rating" ? reading : undefined;
}

const FENCE = /^[ \t]*`{3,}\w*[ \t\r]*$/gm;

const ANSWER_KEY =
  /^(?:(?:final|my|model|chosen|selected|likert)[ _-]?)?(?:answer|rating|response|choice|label|selection|selected|similarity|option|result|value|score|output|category|likert|content|text|phrase)$/i;

/** Keys under which a model repeats the scale. */
const SCALE_KEY = /^(?:options|choices|scale|labels)$/i;

function readStrings(strings: readonly JsonString[], text: string): ParsedAnswer {
  const answers = strings.filter(holdsAnswer).map((string) => inPlace(readText(string.value), string, text));
  const rated = answers.filter(isRated);
  const [first] = rated;
  if (first === undefined) {
    const folded = foldText(text);
    return (
      answers.find(({ answer }) => answer.kind === "ambiguous") ??
      answers.find(({ answer }) => answer.kind === "refusal") ??
      withoutLabel(folded, readSentences(text, folded))
    );
  }
  const others = strings.filter((string) => !holdsAnswer(string) && !SCALE_KEY.test(string.key ?? ""));
  const isUnanimous = [...rated, ...others.map(({ value }) => readText(value)).filter(isRated)].every(
    ({ answer }) => answer.rating === first.answer.rating,
  );
  const isClean = answers.every(({ answer }) => answer.kind === "rating" || answer.kind === "none");
  return isUnanimous && isClean ? first : unusable("ambiguous", "Several fields, and they do not agree.");
}

type Rated = ParsedAnswer & { readonly answer: { readonly kind: "rating" } };

function isRated(reading: ParsedAnswer): reading is Rated {
  return reading.answer.kind === "rating";
}

function holdsAnswer({ key }: JsonString): boolean {
  return key === undefined || ANSWER_KEY.test(key);
}

/** The same reading with its place in the JSON text; without one when the label is written with escapes. */
function inPlace(reading: ParsedAnswer, { value, at }: JsonString, text: string): ParsedAnswer {
  const { span, ...rest } = reading;
  if (span === undefined) return reading;
  const [start, end] = span;
  const isVerbatim = text.slice(at(start), at(end)) === value.slice(start, end);
  return isVerbatim ? { ...rest, span: [at(start), at(end)] } : rest;
}
