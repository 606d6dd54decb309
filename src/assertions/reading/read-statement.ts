import type { Rating } from "../../instrument/scale.ts";
import { findLabels, type Mention } from "./find-labels.ts";
import { undecorate } from "./fold-text.ts";
import { leadInForm } from "./lead-in-form.ts";

/** What a sentence says about the rating. */
export type Statement = {
  /** All labels in the sentence, and what resembles one. */
  readonly mentions: readonly Mention[];
  /** Set when the sentence as a whole gives one rating; the place is that of its label. */
  readonly answer?: {
    readonly rating: Rating;
    readonly start: number;
    readonly end: number;
    readonly form: "bare" | "led" | "marked";
  };
};

/**
 * Reads one folded sentence. It gives a rating when there is nothing in it but a label, with a lead-in of a known
 * form in front (`leadInForm`) and a full stop or the beginning of an explanation behind. Whatever else stands beside
 * the label ("not", "hardly", "or", a question mark) leaves the sentence without a rating.
 * @example
 * readStatement("answer: like me.").answer; // => { rating: 5, start: 8, end: 15, form: "marked" }
 * readStatement("i would not say that it is like me.").answer; // => undefined
 */
export function readStatement(sentence: string): Statement {
  const mentions = findLabels(sentence);
  const [label, ...others] = mentions;
  if (label?.rating === undefined || label.start > LONGEST_LEAD_IN) return { mentions };
  const { rating, start, end } = label;
  const form = leadInForm(sentence.slice(0, start), sentence.slice(start, end));
  const behind = sentence.slice(end);
  const isClean =
    others.length === 0
      ? STOP.test(undecorate(behind)) || NUMBER.test(behind) || EXPLANATION.test(behind)
      : others.every((other) => other.rating === rating) && EXPLANATION.test(behind);
  return form !== undefined && isClean ? { mentions, answer: { rating, start, end, form } } : { mentions };
}

/** A lead-in that is longer than this is prose. */
const LONGEST_LEAD_IN = 200;

/** Nothing, or the end of a sentence: no question mark, and no dots that trail off. */
const STOP = /^\)?\s?(?:\.|!*)\s?\)?$/;

/** "like me (5)", "like me (5/6)". */
const NUMBER = /^["*_`]*\s*\(\d{1,2}(?:\s?\/\s?\d{1,2})?\)["*_`]*[.!]?\s*$/;

/** "like me because ...", "like me, as it ...", "like me - the tone ...". Not "like me, but", "like me - it is not". */
const EXPLANATION =
  /^["*_`)]*(?:,? (?:because|since) |[,;] (?:as (?!if|opposed|well|long|far)|in that )|(?:;| -|\s?–)\s?(?!.{0,60}(?:\b(?:not?|never|wrong|false)\b|n't))(?:because|since|i|it|this|the|that|my)\b)/;
