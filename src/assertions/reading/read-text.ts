import type { ParsedAnswer } from "../parsed-answer.ts";
import { decide } from "./decide.ts";
import { foldText } from "./fold-text.ts";
import { readSentences } from "./read-sentences.ts";

/**
 * The rating in plain text. `hasReasoning` says that the text still begins with reasoning of unknown length.
 * @example
 * readText("Hm, hard to say.\n\nLike me").answer; // => { kind: "rating", rating: 5 }
 */
export function readText(text: string, hasReasoning = false): ParsedAnswer {
  const folded = foldText(text);
  return decide(readSentences(text, folded), folded, hasReasoning);
}
