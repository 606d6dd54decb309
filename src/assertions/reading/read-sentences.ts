import { type MaskedText, type Mention, WORD } from "./find-labels.ts";
import { readStatement, type Statement } from "./read-statement.ts";
import { type Sentence, splitSentences } from "./split-sentences.ts";

/** A sentence with what it says about the rating. */
export type ReadSentence = Sentence & Statement;

/** A sentence that gives a rating. */
export type GivenAnswer = ReadSentence & Required<Pick<Statement, "answer">>;

/**
 * The sentences of a masked text and what each says about the rating. A sentence that only seems to end ("like me",
 * line break, "in some ways") gives no rating. `letterAt` is the letter that was given at a place of the masked text,
 * in its own case.
 */
export function readSentences(
  { text, mentions }: MaskedText,
  letterAt: (index: number) => string,
): readonly ReadSentence[] {
  const sentences = splitSentences(text);
  let next = 0;
  return sentences
    .map((sentence, index): ReadSentence => {
      const first = next;
      while ((mentions[next]?.index ?? Number.POSITIVE_INFINITY) < sentence.start + sentence.text.length)
        next += 1;
      const isLast = index === sentences.length - 1;
      return { ...sentence, ...readStatement(sentence, mentions.slice(first, next), isLast) };
    })
    .map((sentence, index, all) => {
      const next = all[index + 1];
      return next && isGiven(sentence) && goesOn(sentence, next, text, letterAt)
        ? withoutAnswer(sentence)
        : sentence;
    });
}

/** Whether a sentence gives a rating. */
export function isGiven(sentence: ReadSentence): sentence is GivenAnswer {
  return sentence.answer !== undefined;
}

/** The words before a mention in its sentence, up to a number of characters. */
export function beforeMention({ text, start }: ReadSentence, { index }: Mention, atMost: number): string {
  return text.slice(Math.max(0, index - start - atMost), index - start);
}

function withoutAnswer({ answer: _, ...sentence }: GivenAnswer): ReadSentence {
  return sentence;
}

function goesOn(
  sentence: GivenAnswer,
  next: ReadSentence,
  masked: string,
  letterAt: (index: number) => string,
): boolean {
  if (/^\s*at all\b/.test(next.text)) return true;
  const first = next.start + next.text.search(FIRST_WORD);
  if (isGiven(next) || next.isUnticked || !/\p{Ll}/u.test(letterAt(first))) return false;
  // '"Like me." is not my answer'
  if (next.line === sentence.line) return /["']\s*$/.test(sentence.text);
  const between = masked.slice(sentence.start + sentence.text.length, next.start);
  return between.trim() === "" && between.split("\n").length === 2 && !STOPPED.test(sentence.text);
}

const FIRST_WORD = new RegExp(WORD, "u");
const STOPPED = /[.!]["'*_`)\]\s]*$/;
