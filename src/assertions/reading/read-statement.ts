import type { Rating } from "../../instrument/scale.ts";
import { LABEL, type Mention } from "./find-labels.ts";
import { undecorate } from "./fold-text.ts";
import { leadInForm } from "./lead-in-form.ts";

/** What a sentence says about the rating. */
export type Statement = {
  /** All labels in the sentence, and what resembles one. */
  readonly mentions: readonly Mention[];
  /** Set when the sentence as a whole gives one rating. */
  readonly answer?: {
    readonly rating: Rating;
    readonly label: Mention;
    readonly form: "bare" | "led" | "marked" | "ticked";
  };
  /** Whether it is a label with an empty box in front, one of a list of which others are ticked. */
  readonly isUnticked?: true;
};

/**
 * Reads one sentence of a masked text, with its mentions and its place there. It gives a rating when there is nothing
 * in it but a label, with a lead-in of a known form in front (`leadInForm`) and a full stop or the beginning of an
 * explanation behind. Whatever else stands beside the label ("hardly", "or", a question mark) leaves the sentence
 * without a rating. `isLast` says that no other sentence follows, so that a comma behind the label leads nowhere.
 */
export function readStatement(
  { text, start }: { readonly text: string; readonly start: number },
  mentions: readonly Mention[],
  isLast: boolean,
): Statement {
  const [label, ...others] = mentions;
  const at = label === undefined ? 0 : label.index - start;
  const before = text.slice(0, at).trimStart();
  if (label?.rating === undefined || before.length > LONGEST_LEAD_IN) return { mentions };
  const { rating } = label;
  const form = leadInForm(before);
  const behind = text.slice(at + 1);
  const isOne = others.every((other) => other.rating === rating);
  const isClean =
    isOne &&
    (isStop(behind, isLast) || (others.length === 0 && NUMBER.test(behind)) || EXPLANATION.test(behind));
  if (form === undefined || !isClean) return { mentions };
  return form === "unticked" ? { mentions, isUnticked: true } : { mentions, answer: { rating, label, form } };
}

/** A lead-in that is longer than this is prose. */
const LONGEST_LEAD_IN = 200;

/** Nothing, or the end of a sentence, perhaps behind the same label again. */
function isStop(behind: string, isLast: boolean): boolean {
  if (behind === "" || behind === ".") return true;
  const end = undecorate(behind.replace(AGAIN, ""));
  return STOP.test(end) || (isLast && /^[,;:–-]$/.test(end));
}

const AGAIN = new RegExp(String.raw`^(?:["'*_\`)\]\s]{0,5}[,;:=/|.(–-]?["'*_\`([\s]{0,5}${LABEL})+`);

/** No question mark, and no dots that trail off. */
const STOP = /^\)?\s?(?:\.|!*)\s?\)?$/;

/** "like me (5)", "like me (5/6)", "like me | 5 |", "like me = 5". Which number it is says nothing: see the documentation. */
const NUMBER =
  /^["'*_`]*\s*[|,:=–-]?\s*[([]?\d{1,2}(?:\s?(?:\/|out of|of)\s?\d{1,2})?[)\]]?["'*_`]*\s*(?:[|.!]\s*)?$/;

/** "like me because ...", "like me, as it ...", "like me - the tone ...". Not "like me, but", "like me - it is not". */
const EXPLANATION =
  /^["*_`)]*(?:,? (?:because|since) |[,;] (?:as (?!if|opposed|well|long|far)|in that )|(?:[;:]| -|\s?–| \/\/| [([])\s?(?!.{0,60}(?:\b(?:not?|never|wrong|false)\b|n't))(?:because|since|i|it|this|the|that|my)\b)/;
