import type { ParsedAnswer } from "./parsed-answer.ts";
import { originOf } from "./reading/derived-text.ts";
import { readJson, readJsonInProse } from "./reading/read-json.ts";
import { readText } from "./reading/read-text.ts";
import { stripFrames } from "./reading/strip-frames.ts";

export type { ParsedAnswer } from "./parsed-answer.ts";

/**
 * The rating in a model's answer: the default reading. It gives a number only when the answer is one label of the
 * scale (in whatever case, quotes or markup), opens with one as a sentence of its own, closes with one on a line of
 * its own, or marks one ("Answer: like me"), in plain text or in JSON. Reasoning is removed first. A negation, two
 * labels and a label inside another sentence are ambiguous. Never throws. The judgement calls are in
 * docs/READING-ANSWERS.md.
 * @example
 * parseRating("**Like me.**"); // => { answer: { kind: "rating", rating: 5 }, span: [2, 9], reason: ... }
 * parseRating("I would not say that it is like me").answer; // => { kind: "ambiguous" }
 */
export function parseRating(output: string): ParsedAnswer {
  const whole = readJson(output);
  if (whole) return whole;
  const stripped = stripFrames(output);
  const { text, boundary } = stripped;
  const inProse = () => (boundary === "known" ? readJsonInProse(text) : undefined);
  const { span, ...reading } = readJson(text) ?? inProse() ?? readText(text, boundary);
  return span ? { ...reading, span: originOf(span, stripped) } : reading;
}
