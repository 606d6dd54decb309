import { isRating } from "../instrument/scale.ts";
import type { Answer, UnusableKind } from "./answer.ts";

/**
 * Answers as characters, so that a model's answers under one prompt are a string over its items: `1` to `6` the
 * rating, `r` refusal, `a` ambiguous, `n` none, `e` error, `.` not asked.
 */
export const ANSWER_STRING = /^[1-6rane.]*$/;

const KINDS: Readonly<Record<string, UnusableKind>> = { r: "refusal", a: "ambiguous", n: "none", e: "error" };

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
  const kind = KINDS[character];
  if (kind !== undefined) return { kind };
  const rating = Number(character);
  if (isRating(rating)) return { kind: "rating", rating };
  throw new RangeError(`no answer is written as ${JSON.stringify(character)}`);
}
