import { countText } from "../lib/number-text.ts";
import { type ParsedAnswer, unusable } from "./parsed-answer.ts";
import { originOf } from "./reading/derived-text.ts";
import { readJson, readJsonInProse } from "./reading/read-json.ts";
import { readText } from "./reading/read-text.ts";
import { stripFrames } from "./reading/strip-frames.ts";

export type { ParsedAnswer } from "./parsed-answer.ts";

/** A million characters of reasoning (some 250,000 tokens), and an answer. What is longer ran away. */
const LONGEST_ANSWER = 1_200_000;

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
  // Not cut: whatever is cut off could name another label, or take the one that is left back.
  if (output.length > LONGEST_ANSWER)
    return unusable("ambiguous", `Longer than ${countText(LONGEST_ANSWER)} characters: not read.`);
  const whole = readJson(output);
  if (whole) return whole;
  const stripped = stripFrames(output);
  const { text, boundary } = stripped;
  const inProse = () => (boundary === "known" ? readJsonInProse(text) : undefined);
  const { span, ...reading } = readJson(text) ?? inProse() ?? readText(text, boundary);
  return span ? { ...reading, span: originOf(span, stripped) } : reading;
}
