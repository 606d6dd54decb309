/** Strangers' words on the way to a terminal or log: what would act there instead of being read is written out. */

/** The two joiners of scripts and emoji, and what selects the form of the character before it. */
const JOINER = "(?:\\u200c|\\u200d)";
const SELECTOR = "[\\u180b-\\u180f\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}]";

/**
 * What cannot be seen and yet does something: control characters (ANSI and OSC sequences start with one), marks that
 * reorder or hide text, separators of lines, fillers without a form, and what is no character at all. The two joiners of
 * scripts and emoji stay, and so does a selector that picks a form, but one at a time: rows of them hide messages.
 */
export const UNSEEN = new RegExp(
  [
    "[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Noncharacter_Code_Point}]",
    `(?!${JOINER}|${SELECTOR})[\\p{Cf}\\p{Default_Ignorable_Code_Point}]`,
    `(?<=${JOINER})${JOINER}`,
    `(?<=${SELECTOR})${SELECTOR}`,
  ].join("|"),
  "gu",
);
const UNSEEN_IN_BLOCK = new RegExp(`(?![\\n\\t])(?:${UNSEEN.source})`, "gu");

/** Log commands of CI systems: `::error::` where a line starts or may be broken, and `##[error]`, `##vso[` anywhere. */
const WORD_COMMAND = /(^|\s)::/g;
const LINE_COMMAND = /^([^\S\n]*)::/gm;
const MARKED_COMMAND = /##([\w.]*)\[/g;

/**
 * A text as one line in which nothing acts: not on a terminal, and not as a command in the log of a CI system.
 * @example
 * visibleLine("gpt\n::error::\u001b[31m"); // => "gpt\\n::error::\\u{1b}[31m"
 */
export function visibleLine(text: string): string {
  return withoutCommands(text.replace(UNSEEN, written), WORD_COMMAND);
}

/**
 * The same for a text of many lines, which it keeps: the last guard before a terminal.
 * @param isColoured whether colours of ours may stand in it
 */
export function visibleBlock(text: string, isColoured = false): string {
  const safe = (part: string) => part.replace(UNSEEN_IN_BLOCK, written);
  if (!isColoured) return withoutCommands(safe(text), LINE_COMMAND);
  const parts = text.split(COLOUR).map((part, index) => (index % 2 === 0 ? safe(part) : part));
  return withoutCommands(parts.join(""), LINE_COMMAND);
}

/** What node:util's styleText writes for the colours of verdicts: red, green, yellow, and their end. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: this is how a terminal's colours are written
const COLOUR = /(\u001b\[3[1239]m)/;

function withoutCommands(text: string, command: RegExp): string {
  return text.replace(command, "$1\\::").replace(MARKED_COMMAND, "##$1\\[");
}

const NAMED: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * A character by its number, in JavaScript's notation.
 * @example
 * written("\u001b"); // => "\\u{1b}"
 */
function written(character: string): string {
  return NAMED[character] ?? `\\u{${character.codePointAt(0)?.toString(16)}}`;
}

/**
 * A text of at most so many characters, of which the last is "…" where something was cut off. Characters are whole.
 * @example
 * shortened("gpt-4o-mini", 6); // => "gpt-4…"
 */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const characters = Array.from(text.slice(0, 2 * most + 2));
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join("")}…`;
}
