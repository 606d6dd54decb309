import process from "node:process";
import { visibleBlock, visibleLine } from "../lib/visible-text.ts";

/** Says lines on stderr, because stdout may belong to a protocol that promptfoo speaks; labels in them stay words. */
export function say(...lines: readonly string[]): void {
  for (const line of lines) process.stderr.write(`value-portrait: ${visibleLine(line)}\n`);
}

/** Prints a text of many lines to stderr, in which labels stay words. */
export function print(text: string): void {
  process.stderr.write(visibleBlock(text));
}
