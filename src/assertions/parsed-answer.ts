import { LABELS, type Rating } from "../instrument/scale.ts";
import type { Answer, UnusableKind } from "../runs/answer.ts";

/** What a reading made of a model's text. */
export type ParsedAnswer = {
  /** Never of the kind "error": that is for calls that brought no text. */
  readonly answer: Answer;
  /** Where the label stands in the text that was given: its first character and the one behind its last. */
  readonly span?: readonly [start: number, end: number];
  /** One sentence for people, equal for all answers that are unusable in the same way. */
  readonly reason: string;
};

/**
 * A reading that found a rating.
 * @example
 * rated(5, [0, 7]); // => { answer: { kind: "rating", rating: 5 }, span: [0, 7], reason: 'Rated 5 of 6: "like me"' }
 */
export function rated(rating: Rating, span?: readonly [start: number, end: number]): ParsedAnswer {
  const reason = `Rated ${rating} of 6: "${LABELS[rating]}"`;
  return { answer: { kind: "rating", rating }, ...(span && { span }), reason };
}

/** A reading that found no rating, and why. */
export function unusable(kind: Exclude<UnusableKind, "error">, reason: string): ParsedAnswer {
  return { answer: { kind }, reason };
}
