import { blank } from "./fold-text.ts";

/** A text without its reasoning. */
export type Stripped = {
  /** The text that was given, with white space in place of the reasoning: positions stay valid. */
  readonly text: string;
  /** Whether the place is known at which the reasoning ends and the answer begins. */
  readonly boundary: "known" | "unknown";
};

/**
 * What a model answered, without what it thought before: blocks in tags such as `<think>`, and the text that
 * promptfoo's providers put before an answer ("Thinking: ...", with a "Signature: ..." line from Anthropic, and
 * "Reasoning: ..." from OpenAI's responses endpoint). Reasoning that never ends leaves nothing.
 * @example
 * stripFrames("<think>Hm.</think>like me").text.trim(); // => "like me"
 */
export function stripFrames(text: string): Stripped {
  return withoutPrefixes(withoutTagged(text));
}

/** Opening and closing marks of reasoning: tags, Mistral's tokens, the channels of OpenAI's open models. */
const TAG = new RegExp(
  [
    /<\/?(?:think|thinking|thoughts?|reasoning|reflection|scratchpad|analysis)(?: [^<>]{0,100})?>/,
    /\[\/?think\]/,
    /<\|channel\|>(?:analysis|final)<\|message\|>/,
  ]
    .map((mark) => mark.source)
    .join("|"),
  "gi",
);

function withoutTagged(text: string): string {
  const pieces: { readonly text: string; readonly isReasoning: boolean }[] = [];
  let from = 0;
  let isOpen = false;
  let answerFrom = 0;
  for (const tag of text.matchAll(TAG)) {
    const closes = /^.\/|final/i.test(tag[0]);
    pieces.push(
      { text: text.slice(from, tag.index), isReasoning: isOpen },
      { text: tag[0], isReasoning: true },
    );
    // A closing tag that nothing opened: some chat templates open it in the prompt.
    if (closes && !isOpen) answerFrom = pieces.length;
    isOpen = !closes;
    from = tag.index + tag[0].length;
  }
  pieces.push({ text: text.slice(from), isReasoning: isOpen });
  return pieces
    .map((piece, index) => (piece.isReasoning || index < answerFrom ? blank(piece.text) : piece.text))
    .join("");
}

function withoutPrefixes(text: string): Stripped {
  const signed = withoutSigned(text);
  const rest = signed.trimStart();
  const prefix = /^(?:thinking|reasoning):/i.exec(rest)?.[0].toLowerCase();
  if (prefix === undefined) return { text: signed, boundary: "known" };
  const start = signed.length - rest.length;
  const end = prefix === "thinking:" ? endOfParagraph(rest) : endOfLine(rest);
  const cut = end === undefined ? blank(signed) : blank(signed.slice(0, start + end)) + rest.slice(end);
  return { text: cut, boundary: "unknown" };
}

/** Anthropic's blocks: each ends with its signature, or is one line of redacted data. */
function withoutSigned(text: string): string {
  if (!/^(?:thinking|redacted thinking|signature):/i.test(text.trimStart())) return text;
  const ends = [...text.matchAll(/^(?:signature|redacted thinking):.*$/gim)].map(
    (line) => line.index + line[0].length,
  );
  const end = ends.at(-1) ?? 0;
  return blank(text.slice(0, end)) + text.slice(end);
}

/** "Thinking: ...", a blank line, the answer. A text that ends in a blank line has no answer. */
function endOfParagraph(text: string): number | undefined {
  const trailing = text.slice(text.trimEnd().length);
  if (trailing.split("\n").length > 2) return undefined;
  return /\n[ \t\r]*\n/.exec(text)?.index;
}

/** "Reasoning: ...", a line break, the answer. */
function endOfLine(text: string): number | undefined {
  const end = text.indexOf("\n");
  return end === -1 ? undefined : end;
}
