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
