import { WORD } from "./find-labels.ts";

/** A sentence of a text, or what stands alone on a line. Its place is that of its first and behind its last character. */
export type Sentence = {
  readonly text: string;
  readonly start: number;
  /** Number of the line, counting lines that hold a letter, a digit or a label. */
  readonly line: number;
  readonly startsLine: boolean;
  readonly endsLine: boolean;
};

/**
 * The sentences of a masked text in order, line by line: no sentence runs over a line break. The number or letter
 * of a list item stays with its sentence. Lines without any letter, digit or label are left out.
 * @example
 * splitSentences("1. \ue000. why not?").map((sentence) => sentence.text); // => ["1. \ue000.", " why not?"]
 */
export function splitSentences(masked: string): readonly Sentence[] {
  const sentences: Sentence[] = [];
  let lineStart = 0;
  let line = 0;
  for (const text of masked.split("\n")) {
    const pieces = cut(text);
    for (const [index, piece] of pieces.entries())
      sentences.push({
        ...piece,
        start: lineStart + piece.start,
        line,
        startsLine: index === 0,
        endsLine: index === pieces.length - 1,
      });
    if (pieces.length > 0) line += 1;
    lineStart += text.length + 1;
  }
  return sentences;
}

/** "5.", "b)", "- 2." and the like at the start of a line. */
const LIST_MARKER = /^[\s"'*_`>#|•·–-]*\(?(?:\d{1,2}|[a-f])[.)](?=[\s"'*_`])/;

/** The end of a sentence, with the quotation marks and brackets that close behind it. */
const SENTENCE_END = /(?<![.!?])[.!?]+["'*_`)\]}]*(?=\s)/g;

const HAS_WORD = new RegExp(WORD, "u");

function cut(line: string): readonly { readonly text: string; readonly start: number }[] {
  if (!HAS_WORD.test(line)) return [];
  const marker = LIST_MARKER.exec(line)?.[0].length ?? 0;
  const ends = [...line.matchAll(SENTENCE_END)]
    .filter((end) => end.index >= marker)
    .map((end) => end.index + end[0].length);
  const bounds = [0, ...ends, line.length];
  return bounds
    .slice(1)
    .map((end, index) => ({ start: bounds[index] ?? 0, end }))
    .map(({ start, end }) => ({ start, text: line.slice(start, end) }))
    .filter((piece) => HAS_WORD.test(piece.text));
}
