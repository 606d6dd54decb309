import { type DerivedText, keep } from "./derived-text.ts";
import { FRAMES, type Frame } from "./frames.ts";

/** A text without its frames. */
export type Stripped = DerivedText & {
  /**
   * Whether the place is known at which reasoning ends and the answer begins: "known"; "early" when reasoning may go
   * on behind it, so that only what ends the text is trusted; "doubtful" when it may not have ended at all, so that
   * only an answer and nothing else is.
   */
  readonly boundary: "known" | "early" | "doubtful";
};

/**
 * What a model answered, without what it thought before (`FRAMES`) and without what promptfoo's providers put in front
 * ("Thinking: ...", with a "Signature: ..." line from Anthropic, and "Reasoning: ..." from OpenAI's responses
 * endpoint). Nothing of what stands in a frame is left, not even its length. Reasoning that never ends leaves nothing.
 * @example
 * stripFrames("<think>Hm.</think>like me").text.trim(); // => "like me"
 */
export function stripFrames(text: string): Stripped {
  const prefix = prefixOf(text);
  const rest = partsOutside(text, prefix.end);
  if (prefix.boundary === "early")
    return {
      ...keep(text, rest.isOpen ? [{ from: prefix.end, to: text.length }] : rest.parts),
      boundary: "early",
    };
  const kept = keep(text, rest.parts);
  const inner = prefix.end === 0 ? prefixOf(kept.text) : undefined;
  if (inner === undefined || inner.end === 0)
    return { ...kept, boundary: rest.isDoubtful ? "doubtful" : "known" };
  const shifted = keep(kept.text, [{ from: inner.end, to: kept.text.length }]);
  return { text: shifted.text, at: (index) => kept.at(shifted.at(index)), boundary: inner.boundary };
}

type Part = { readonly from: number; readonly to: number };

/** The parts of a text, from a place on, that stand in no frame. */
function partsOutside(
  text: string,
  start: number,
): { readonly parts: readonly Part[]; readonly isOpen: boolean; readonly isDoubtful: boolean } {
  const open: string[] = [];
  let parts: Part[] = [];
  let from = start;
  let last: Mark | undefined;
  for (const mark of marksIn(text, start)) {
    const opened = open.lastIndexOf(mark.family);
    if (mark.does === "closes" && opened < 0 && mark.unopened === undefined) continue;
    if (open.length === 0) parts.push({ from, to: mark.from });
    from = mark.to;
    last = mark;
    if (mark.does === "opens") open.push(mark.family);
    else if (mark.does === "closes" && opened >= 0) open.length = opened;
    else if (beginsAnswer(mark, open)) {
      open.length = 0;
      parts = [];
    }
  }
  // A mark that the reasoning only speaks of ("the <think> tag") leaves one open: what follows may be the answer.
  const isDoubtful =
    open.length > 0 && last?.does === "closes" && open.every((family) => family === last.family);
  if (open.length === 0 || isDoubtful) parts.push({ from, to: text.length });
  return { parts: isDoubtful ? parts.slice(-1) : parts, isOpen: open.length > 0, isDoubtful };
}

/** Whether all that stands above a mark is reasoning. Reasoning in tags may speak of the marks of others. */
function beginsAnswer({ does, unopened }: Mark, open: readonly string[]): boolean {
  if (does === "answers") return !open[0]?.includes(" ");
  return does === "closes" && unopened === "ends reasoning" && open.length === 0;
}

type Mark = Part & {
  readonly does: "opens" | "closes" | "answers" | "nothing";
  /** Which marks close it: the row of the frame, and the name where marks hold one. */
  readonly family: string;
  readonly unopened: Frame["unopened"];
};

/** Most answers hold no mark of any frame: one look instead of a dozen. */
const MAY_HOLD_MARK = /[<[{◁⟨〈《【«`]|-->|&lt;|assistant|analysis|commentary|here |here's|here’s|thinking/i;

/** The marks of all frames in order, the longest where several begin at one place. */
function marksIn(text: string, start: number): readonly Mark[] {
  if (!MAY_HOLD_MARK.test(text)) return [];
  const all = FRAMES.flatMap((frame, row) =>
    [...text.slice(start).matchAll(frame.mark)].map((found): Mark => {
      const from = start + found.index;
      return {
        from,
        to: from + found[0].length,
        does: (["opens", "closes", "answers"] as const).find((group) => found.groups?.[group]) ?? "nothing",
        family: frame.isNamed ? `${row} ${nameIn(found[0])}` : String(row),
        unopened: frame.unopened,
      };
    }),
  ).sort((a, b) => a.from - b.from || b.to - a.to);
  let end = 0;
  return all.filter((mark) => {
    const isFree = mark.from >= end;
    if (isFree) end = mark.to;
    return isFree;
  });
}

/** The name in a mark, in one form for words of one family: "<thinking>" may be closed by "</thought>". */
function nameIn(mark: string): string {
  const name = mark
    .toLowerCase()
    .replace(/^&lt;/, "")
    .replace(/^[^a-z]+/, "")
    .replace(/\s.*$/s, "")
    .replace(/&gt;$|(?:begin|start|end)_(?:of_)?|_(?:start|end)\b|[^a-z]/g, "");
  return /think|thought/.test(name) ? "think" : name;
}

/** Where the reasoning ends that promptfoo puts in front of an answer without tags. */
function prefixOf(text: string): { readonly end: number; readonly boundary: "known" | "early" } {
  const signed = endOfSigned(text);
  const rest = text.slice(signed);
  const body = rest.trimStart();
  const prefix = /^(?:thinking|reasoning):/i.exec(body)?.[0].toLowerCase();
  if (prefix === undefined) return { end: signed, boundary: "known" };
  // Where one block is signed all are: one that is not was cut off.
  if (signed > 0 && prefix === "thinking:") return { end: text.length, boundary: "known" };
  const end = prefix === "thinking:" ? endOfParagraph(body) : endOfLine(body);
  return { end: end === undefined ? text.length : text.length - body.length + end, boundary: "early" };
}

/** Anthropic's blocks: each ends with its signature, or is one line of redacted data. */
function endOfSigned(text: string): number {
  if (!/^\s*(?:thinking|redacted thinking|signature):/i.test(text)) return 0;
  const last = [...text.matchAll(/^(?:signature|redacted thinking):.*$/gim)].at(-1);
  return last === undefined ? 0 : last.index + last[0].length;
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
