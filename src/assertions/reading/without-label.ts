import { type ParsedAnswer, unusable } from "../parsed-answer.ts";
import { isRefusal } from "./is-refusal.ts";
import { beforeMention, type ReadSentence } from "./read-sentences.ts";

/**
 * Why a text in which no sentence gives a rating cannot be used: it names a label without stating it, declines, or
 * says nothing about the scale.
 * @example
 * withoutLabel("5", []).answer; // => { kind: "none" }
 */
export function withoutLabel(masked: string, sentences: readonly ReadSentence[]): ParsedAnswer {
  const places = sentences.flatMap((sentence) =>
    sentence.mentions.map((mention) => ({
      rating: mention.rating,
      before: beforeMention(sentence, mention, 100),
    })),
  );
  const declines = isRefusal(masked);
  if (places.length > 0)
    return unusable("ambiguous", declines ? "Declines to answer, but names a label." : whyAmbiguous(places));
  if (declines) return unusable("refusal", "Declines to answer.");
  if (masked.trim() === "") return unusable("none", "The answer is empty.");
  if (ONLY_NUMBER.test(masked)) return unusable("none", "A number, but the scale has words.");
  return unusable("none", "No label of the scale.");
}

const ONLY_NUMBER = /^[^\p{L}\p{N}]*\d+(?:\s*(?:\/|out of|of)\s*\d+)?[^\p{L}\p{N}]*$/u;

/** A label or what resembles one, with the words before it. */
type Place = { readonly rating: number | undefined; readonly before: string };

function whyAmbiguous(places: readonly Place[]): string {
  if (new Set(places.map(({ rating }) => rating)).size > 1)
    return "Names several labels, and states none of them.";
  if (places.some(({ before }) => NEGATION.test(before))) return "The label stands in a negated sentence.";
  if (places.every(({ rating, before }) => rating === undefined || MODIFIER.test(before)))
    return "Close to a label, but none of the six.";
  if (places.some(({ before }) => PERSON.test(before)))
    return "The label speaks of the writer or the reader, not of the response.";
  return "The label is part of a sentence that does not simply state it.";
}

const NEGATION = /\b(?:not|never|nothing|cannot|hardly|barely|doubt|\w+n't)\b[^.!?,;:]*$/;
const MODIFIER =
  /\b(?:little|much|quite|just|really|exactly|totally|kind of|sort of|some what|mostly|less|more)\s+$/;
const PERSON = /\b(?:i|you)(?:'m|'re| am| are| can| might be)?(?: likely)?\s+$/;
