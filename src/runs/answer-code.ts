import { RATINGS } from "../instrument/scale.ts";
import { type Answer, UNUSABLE_KINDS } from "./answer.ts";

/**
 * Answers as characters, so that a model's answers under one prompt are a string over its items: `1` to `6` the
 * rating, `r` refusal, `a` ambiguous, `n` none, `e` error, `.` not asked.
 */
export const ANSWER_STRING = /^[1-6rane.]*$/;

/**
 * @example
 * encodeAnswer({ kind: "rating", rating: 4 }); // => "4"
 * encodeAnswer(undefined); // => "."
 */
export function encodeAnswer(answer: Answer | undefined): string {
  if (answer === undefined) return ".";
  return answer.kind === "rating" ? String(answer.rating) : answer.kind.charAt(0);
}

/**
 * The inverse of `encodeAnswer`; undefined for an item that was not asked.
 * @throws {RangeError} the character stands for nothing
 */
export function decodeAnswer(character: string): Answer | undefined {
  if (character === ".") return undefined;
  const answer = ANSWERS.get(character);
  if (answer === undefined) throw new RangeError(`no answer is written as ${JSON.stringify(character)}`);
  return answer;
}

/** One object for all equal answers: the released models have 106,000. */
const ANSWERS: ReadonlyMap<string, Answer> = new Map(
  [
    ...RATINGS.map((rating): Answer => ({ kind: "rating", rating })),
    ...UNUSABLE_KINDS.map((kind): Answer => ({ kind })),
  ].map((answer) => [encodeAnswer(answer), answer]),
);
