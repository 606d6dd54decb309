import { type ParsedAnswer, rated, unusable } from "../parsed-answer.ts";
import { chooseAnswer } from "./choose-answer.ts";
import { foldText } from "./fold-text.ts";
import { isGiven, type ReadSentence, readSentences } from "./read-sentences.ts";
import { takesBack } from "./takes-back.ts";
import { withoutLabel } from "./without-label.ts";

/**
 * The rating in plain text. `hasReasoning` says that the text still begins with reasoning of unknown length, so that
 * only what ends it is trusted.
 * @example
 * readText("Hm, hard to say.\n\nLike me").answer; // => { kind: "rating", rating: 5 }
 */
export function readText(text: string, hasReasoning = false): ParsedAnswer {
  const folded = foldText(text);
  const sentences = readSentences(text, folded);
  const given = sentences.filter(isGiven);
  if (given.length === 0) return (hasReasoning && refusalAtEnd(sentences)) || withoutLabel(folded, sentences);
  const chosen = chooseAnswer(sentences, folded, hasReasoning);
  if (chosen === undefined) {
    const isUnanimous = new Set(given.map(({ answer }) => answer.rating)).size === 1;
    return unusable("ambiguous", isUnanimous ? UNMARKED : SEVERAL);
  }
  const { start, answer } = chosen;
  if (takesBack(sentences.slice(sentences.indexOf(chosen) + 1), answer.rating))
    return unusable("ambiguous", TAKEN_BACK);
  return rated(answer.rating, [start + answer.start, start + answer.end]);
}

/** Reasoning speaks of labels, so that a refusal below it is looked for in the last line only. */
function refusalAtEnd(sentences: readonly ReadSentence[]): ParsedAnswer | undefined {
  const lastLine = sentences.filter(({ line }) => line === sentences.at(-1)?.line);
  const ending = withoutLabel(lastLine.map(({ text }) => text).join(" "), lastLine);
  return ending.answer.kind === "refusal" ? ending : undefined;
}

const SEVERAL = "Several labels, and none of them settles it.";
const UNMARKED = "A label in the middle of a text, not marked as the answer.";
const TAKEN_BACK = "States a label and takes it back or names another.";
