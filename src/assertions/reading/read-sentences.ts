import { readStatement, type Statement } from "./read-statement.ts";
import { type Sentence, splitSentences } from "./split-sentences.ts";

/** A sentence with what it says about the rating. */
export type ReadSentence = Sentence & Statement;

/** A sentence that gives a rating. */
export type GivenAnswer = Sentence & Required<Statement>;

/**
 * The sentences of a text and what each says about the rating; `folded` is the same text folded. A sentence that only
 * seems to end ("not like me", line break, "at all") gives no rating.
 */
export function readSentences(text: string, folded: string): readonly ReadSentence[] {
  return splitSentences(folded)
    .map((sentence) => ({ ...sentence, ...readStatement(sentence.text) }))
    .map((sentence, index, all) => {
      const next = all[index + 1];
      return next && isGiven(sentence) && goesOn(sentence, next, text, folded)
        ? withoutAnswer(sentence)
        : sentence;
    });
}

/** Whether a sentence gives a rating. */
export function isGiven(sentence: ReadSentence): sentence is GivenAnswer {
  return sentence.answer !== undefined;
}

function withoutAnswer({ answer: _, ...sentence }: GivenAnswer): ReadSentence {
  return sentence;
}

function goesOn(sentence: GivenAnswer, next: ReadSentence, text: string, folded: string): boolean {
  if (/^\s*at all\b/.test(next.text)) return true;
  const first = next.start + next.text.search(/[\p{L}\p{N}]/u);
  if (isGiven(next) || !/\p{Ll}/u.test(text.charAt(first))) return false;
  // '"Like me." is not my answer'
  if (next.line === sentence.line) return /["']\s*$/.test(sentence.text);
  const between = folded.slice(sentence.start + sentence.text.length, next.start);
  return between.trim() === "" && between.split("\n").length === 2 && !STOPPED.test(sentence.text);
}

const STOPPED = /[.!]["'*_`)\]\s]*$/;
