/**
 * A text in plain spelling: lower-case ASCII letters, straight quotes, plain spaces, full-width characters as
 * ASCII, and markup (HTML tags, LaTeX boxes, code fences, control tokens) as white space. Every character keeps
 * its place, so a position in the folded text is the same position in the text that was given.
 * @example
 * foldText("<b>“Like me”</b>"); // => '   "like me"    '
 */
export function foldText(text: string): string {
  let folded = text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[A-Z]/g, (capital) => capital.toLowerCase());
  for (const [characters, plain] of SPELLINGS) folded = folded.replace(characters, plain);
  for (const [markup, first] of MARKUP)
    folded = folded.replace(markup, (found) => first + blank(found.slice(1)));
  return folded;
}

/**
 * White space in place of every character; line breaks stay.
 * @example
 * blank("a\nbc"); // => " \n  "
 */
export function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}

/** One character for one character. Long dashes stay apart from hyphens: a hyphen joins words, a dash parts them. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/[“”„‟«»″〝〞「」『』]/g, '"'],
  [/[‘’‚‛′´ʼ]/g, "'"],
  [/[\u2010\u2011]/g, "-"],
  [/[—―−]/g, "–"],
  [/[。｡]/g, "."],
  [/、/g, ","],
  [/\r(?!\n)|[\u0085\u2028\u2029]/g, "\n"],
  // Zero-width characters and the soft hyphen included: nothing is lost, and a label cut by one is not read.
  [/[\t\v\f\r\u00a0\u00ad\u1680\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff]|\ufe0f/g, " "],
];

/**
 * Markup that says nothing about the answer, and what its first character becomes. Tags that strike text out
 * (del, s, strike) and unknown ones are kept: the words around them are then not a clean answer.
 */
const MARKUP: readonly (readonly [RegExp, string])[] = [
  [/^ *`{3,}[a-z]* *$/gm, " "],
  [/<\|[a-z_]{1,30}\|>/g, " "],
  [/<\/?(?:b|i|u|em|strong|span|code|mark|font|small|big|q|cite)(?: [^<>]{0,200})?>/g, " "],
  [
    /<\/?(?:br|p|div|li|ul|ol|h[1-6]|hr|pre|blockquote|html|body|(?:final_?)?answer|response|rating|output)(?: [^<>]{0,200})?\/?>/g,
    "\n",
  ],
  [/\\(?:boxed|fbox|text(?:bf|it|rm|tt)?|math(?:bf|it|rm))\{/g, " "],
  [/\\[()[\]]|\$/g, " "],
];

/**
 * A folded text without quotation marks, emphasis, brackets and friendly emoji; apostrophes within words stay, and
 * so do round brackets. A cross, a thumb that points down and other signs that may turn an answer round are kept.
 * @example
 * undecorate('✅ "**it\'s** like me".'); // => "it's like me."
 */
export function undecorate(text: string): string {
  return text
    .replace(DECORATION, " ")
    .replace(/\s+/g, " ")
    .replace(/ (?=[.!]+$)/, "")
    .trim();
}

const DECORATION = /["*_`[\]{}|]|(?<!\p{L})'|'(?!\p{L})|[👍✅✔☑✓😊🙂😀😃😄😁🤗💯⭐🌟✨❤💖🙌👌🎯➡👉🤖]/gu;
