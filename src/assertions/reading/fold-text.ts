import { type DerivedText, replaceAll } from "./derived-text.ts";

/**
 * A text in plain spelling: escapes and entities spelled out, characters without width dropped, lower-case ASCII
 * letters, straight quotes, plain spaces, full-width characters as ASCII, and markup (HTML tags, LaTeX boxes, code
 * fences, control tokens) as white space.
 * @example
 * foldText("<b>&ldquo;Like me&rdquo;</b>").text; // => '   "like me"    '
 */
export function foldText(text: string): DerivedText {
  const { text: spelled, at } = replaceAll(text, ESCAPED, ([written]) => spellOut(written));
  let folded = spelled
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[A-Z]/g, (capital) => capital.toLowerCase());
  for (const [characters, plain] of SPELLINGS) folded = folded.replace(characters, plain);
  for (const [markup, first] of isStruckOut(folded) ? MARKUP : [SENTENCE_TOKEN, ...MARKUP])
    folded = folded.replace(markup, (found) => first + blank(found.slice(first.length)));
  return { text: folded, at };
}

/**
 * White space in place of every character; line breaks stay.
 * @example
 * blank("a\nbc"); // => " \n  "
 */
export function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}

/**
 * Characters without width (marks of direction, joiners, variation selectors, keycaps), entities of HTML, escapes of
 * Markdown, and line breaks spelled as escapes. A backslash in front of a letter that begins a command of LaTeX stays.
 */
const ESCAPED =
  /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+|\ufe0e|\ufe0f|\u20e3|&(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,6});|\\(?:[\\`*_{}#+.!|>~"'&<-]|(?:r\\)?n(?!(?:e|eq|eg|ot|u|i|abla|ewline|oindent)\b)|[rt](?![a-z]))/gi;

const ENTITIES: Readonly<Record<string, string>> = {
  "&quot;": '"',
  "&apos;": "'",
  "&ldquo;": '"',
  "&rdquo;": '"',
  "&lsquo;": "'",
  "&rsquo;": "'",
  "&laquo;": '"',
  "&raquo;": '"',
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&nbsp;": " ",
  "&ensp;": " ",
  "&emsp;": " ",
  "&ndash;": "–",
  "&mdash;": "–",
  "&rarr;": "→",
};

function spellOut(written: string): string {
  if (written.startsWith("\\")) return /[nrt]$/i.test(written) ? "\n" : written.slice(1);
  const code = /^&#(x?)([0-9a-f]+);$/i.exec(written);
  if (code)
    return String.fromCodePoint(Math.min(Number.parseInt(code[2] ?? "", code[1] ? 16 : 10), 0x10ffff));
  return written.startsWith("&") ? (ENTITIES[written.toLowerCase()] ?? written) : "";
}

/** The tag that strikes text out in HTML is the one that begins a text in some tokenizers; a pair strikes out. */
function isStruckOut(folded: string): boolean {
  const opened = folded.indexOf("<s>");
  return opened >= 0 && folded.includes("</s>", opened);
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
  [/(?!\n)[\p{Cc}\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/gu, " "],
  // They stand for labels from here on (`find-labels.ts`).
  [/[\ue000-\ue002]/g, "\ufffd"],
];

/** What no label reaches across: nobody writes half of one in front of a token and half behind. */
const PARTED = "\n\n";

const SENTENCE_TOKEN: readonly [RegExp, string] = [/<\/?s>/g, PARTED];

/** Words of which the names of tags around an answer are made: "label", "likert_rating", "final-answer". */
const ANSWER_NAME =
  "answer|ans|response|rating|output|label|choice|selection|selected|chosen|result|final|score|option|verdict|decision|value|likert|similarity|category|solution|conclusion|reply|message|text|content|phrase|pick|judge?ment|assessment|classification|evaluation|completion";

/**
 * Markup that says nothing about the answer, and what its first character becomes. Tags that strike text out
 * (del, s, strike) and unknown ones are kept: the words around them are then not a clean answer.
 */
const MARKUP: readonly (readonly [RegExp, string])[] = [
  [/^ *`{3,}[a-z]* *$/gm, " "],
  // Control tokens of chat templates, whole or in halves, and those of tokenizers.
  [
    /<[|｜][^<>|｜\n]{1,40}[|｜]>|\[[|｜][^[\]|｜\n]{1,40}[|｜]\]|<\|[a-z_]{1,30}>|<[a-z_]{1,30}\|>|<(?:start|end|begin)_of_[a-z_]{1,20}>|<\/?(?:bos|eos|eot|eod|pad|unk|sep|cls|im_start|im_end|endoftext)>|<unused\d{1,3}>|<0x[0-9a-f]{2}>|<\?xml[^<>\n]{0,80}>|\[(?:\/s|[be]os|eot|pad|end final response)\]/g,
    PARTED,
  ],
  [
    /<\/?(?:b|i|u|a|em|strong|span|code|mark|font|small|big|q|cite|sub|sup|kbd|samp|tt|center)(?: [^<>]{0,200})?>/g,
    " ",
  ],
  [
    new RegExp(
      `<\\/?(?:p|div|li|ul|ol|h[1-6]|hr|pre|blockquote|html|body|main|section|article|table|thead|tbody|tr|td|th|dl|dt|dd|(?:(?:my|the|your|model|${ANSWER_NAME})[ _:-]?)?(?:${ANSWER_NAME}))(?: [^<>]{0,200})?\\/?>`,
      "g",
    ),
    PARTED,
  ],
  [/<br ?\/?>/g, "\n"],
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

const DECORATION =
  /["*_`[\]{}|【】《》〈〉〔〕]|(?<!\p{L})'|'(?!\p{L})|[👍✅✔☑✓😊🙂😀😃😄😁🤗💯⭐🌟✨❤💖🙌👌🎯➡👉🤖🎉🤝🌈🌱🌸💙💚💛💜🧡🤍💕🟢🔵🟣]|\p{Emoji_Modifier}/gu;
