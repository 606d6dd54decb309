import { LABELS, type Rating } from "../instrument/scale.ts";
import { type ParsedAnswer, rated, unusable } from "./parsed-answer.ts";

/**
 * The rating that the authors' parser gives to an answer (lm_evaluation/src/core/response_parser.py at 14231c6): of
 * the wordings in its list that occur anywhere in the text, the longest decides, the first of the list among equals.
 * A rating or "none", whatever else the text says. Their parser first looks for a text that is a wording and nothing
 * else; that step is left out because no longer wording can occur in such a text. Never throws.
 * @example
 * parseReleasedRating("Would you like me to go on?").answer; // => { kind: "rating", rating: 5 }
 */
export function parseReleasedRating(output: string): ParsedAnswer {
  const text = output.toLowerCase().split(PYTHON_SPACE).join(" ");
  const found = LONGEST_FIRST.find(({ wording }) => text.includes(wording));
  return found
    ? rated(found.rating, place(found.wording, output))
    : unusable("none", "None of the authors' wordings.");
}

/** What Python's str.split() takes for white space. JavaScript's \s lacks 1c to 1f and 85, and has feff instead. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: Python splits at these control characters.
const PYTHON_SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

/** The authors' wordings in the order of their list, each group under the point of the scale that it gives. */
const GROUPS: readonly (readonly [Rating, readonly string[]])[] = [
  [6, [LABELS[6], "likes me very much", "like me very much"]],
  [5, [LABELS[5], "likes me"]],
  [4, [LABELS[4], "somewhat likes me", "some what like me", "some what likes me"]],
  [3, [LABELS[3], "little like me"]],
  [2, [LABELS[2], "does not like me", "doesn't like me", "is not like me"]],
  [1, [LABELS[1], "not at all like me", "does not like me at all", "isn't like me at all"]],
];

/** Every wording of the authors' list with its rating, in their order. */
export const RELEASED_WORDINGS = GROUPS.flatMap(([rating, wordings]) =>
  wordings.map((wording) => ({ rating, wording })),
);

/** Sorting is stable: equals keep their order. */
const LONGEST_FIRST = RELEASED_WORDINGS.toSorted((a, b) => b.wording.length - a.wording.length);

/** Where a wording first stands in the text that was given; none for letters that only lower-casing makes ASCII. */
function place(wording: string, output: string): readonly [start: number, end: number] | undefined {
  const found = new RegExp(wording.replaceAll(" ", PYTHON_SPACE.source), "i").exec(output);
  return found ? [found.index, found.index + found[0].length] : undefined;
}
