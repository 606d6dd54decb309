import type { ParsedAnswer } from "../parsed-answer.ts";
import { decide } from "./decide.ts";
import { type DerivedText, originOf } from "./derived-text.ts";
import { type MaskedText, maskLabels } from "./find-labels.ts";
import { foldText } from "./fold-text.ts";
import { type ReadSentence, readSentences } from "./read-sentences.ts";
import type { Stripped } from "./strip-frames.ts";

/**
 * The rating in plain text. `boundary` says how sure it is that the text holds no reasoning any more.
 * @example
 * readText("Hm, hard to say.\n\nLike me").answer; // => { kind: "rating", rating: 5 }
 */
export function readText(text: string, boundary: Stripped["boundary"] = "known"): ParsedAnswer {
  const { folded, masked, sentences } = sentencesOf(text);
  const { span, ...reading } = decide(sentences, masked.text, boundary);
  return span ? { ...reading, span: originOf(span, folded) } : reading;
}

/** A text in plain spelling, with a symbol for each label, and what its sentences say. */
export function sentencesOf(text: string): {
  readonly folded: DerivedText;
  readonly masked: MaskedText;
  readonly sentences: readonly ReadSentence[];
} {
  const folded = foldText(text);
  const masked = maskLabels(folded.text);
  const letterAt = (index: number) => text.charAt(folded.at(masked.at(index)));
  return { folded, masked, sentences: readSentences(masked, letterAt) };
}
