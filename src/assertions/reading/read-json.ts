import { onceFor } from "../../lib/memo.ts";
import { type ParsedAnswer, unusable } from "../parsed-answer.ts";
import { originOf } from "./derived-text.ts";
import { blank } from "./fold-text.ts";
import { type JsonString, jsonStrings } from "./json-strings.ts";
import { readText, sentencesOf } from "./read-text.ts";
import { stripFrames } from "./strip-frames.ts";
import { withoutLabel } from "./without-label.ts";

/**
 * The rating in an answer that is JSON and nothing else, perhaps in a code fence; undefined when it is not. Only
 * strings under a key that holds an answer are read for it; what stands under a key of reasoning is left out.
 * @example
 * readJson('{"answer": "like me", "reason": "..."}')?.answer; // => { kind: "rating", rating: 5 }
 */
export function readJson(text: string): ParsedAnswer | undefined {
  const strings = jsonStrings(text.replace(FENCE, blank), REASONING_KEY);
  return strings && readStrings(strings, text);
}

/** The rating in one JSON object within prose that names no label; undefined when there is none. */
export function readJsonInProse(text: string): ParsedAnswer | undefined {
  const start = text.indexOf("{");
  const end = text.lastIndexOf("}") + 1;
  if (start === -1 || end < start) return undefined;
  const within = jsonStrings(blank(text.slice(0, start)) + text.slice(start, end), REASONING_KEY);
  if (!within || sentencesOf(`${text.slice(0, start)} ${text.slice(end)}`).masked.mentions.length > 0)
    return undefined;
  const reading = readStrings(within, text);
  return reading.answer.kind === "rating" ? reading : undefined;
}

const FENCE = /^[ \t]*`{3,}\w*[ \t\r]*$/gm;

const ANSWER_KEY =
  /^(?:(?:final|my|model|chosen|selected|likert)[ _-]?)?(?:answer|rating|response|choice|label|selection|selected|similarity|option|result|value|score|output|category|likert|content|text|phrase)$/i;

/** Keys under which a model repeats the scale. */
const SCALE_KEY = /^(?:options|choices|scale|labels)$/i;

/** Keys under which models and servers put reasoning. */
const REASONING_KEY =
  /^(?:thinking|thoughts?|reasoning|chain[ _-]?of[ _-]?thought|cot|scratchpad|analysis|reflection|summary)(?:_content|_details|_text)?$/i;

function readStrings(strings: readonly JsonString[], text: string): ParsedAnswer {
  // A list may hold one string a hundred thousand times.
  const [readAnswer, readOther] = [onceFor(readValue), onceFor((value: string) => readText(value))];
  const answers = strings
    .filter(holdsAnswer)
    .map((string) => inPlace(readAnswer(string.value), string, text));
  const rated = answers.filter(isRated);
  const [first] = rated;
  if (first === undefined) {
    const { masked, sentences } = sentencesOf(text);
    return (
      answers.find(({ answer }) => answer.kind === "ambiguous") ??
      answers.find(({ answer }) => answer.kind === "refusal") ??
      withoutLabel(masked.text, sentences)
    );
  }
  const others = strings.filter((string) => !holdsAnswer(string) && !SCALE_KEY.test(string.key ?? ""));
  const isUnanimous = [...rated, ...others.map(({ value }) => readOther(value)).filter(isRated)].every(
    ({ answer }) => answer.rating === first.answer.rating,
  );
  const isClean = answers.every(({ answer }) => answer.kind === "rating" || answer.kind === "none");
  return isUnanimous && isClean ? first : unusable("ambiguous", "Several fields, and they do not agree.");
}

function readValue(value: string): ParsedAnswer {
  const stripped = stripFrames(value);
  const { span, ...reading } = readText(stripped.text, stripped.boundary);
  return span ? { ...reading, span: originOf(span, stripped) } : reading;
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
