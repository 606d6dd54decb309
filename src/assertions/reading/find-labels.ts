import { LABELS, RATINGS, type Rating } from "../../instrument/scale.ts";

/** A place in a text that names a point of the scale, or that comes close to one without being it. */
export type Mention = { readonly start: number; readonly end: number; readonly rating?: Rating };

/**
 * Wordings that are no label and yet leave one rating only. Everything else that resembles a label ("very little
 * like me", "likes me", "unlike me") has no rating.
 */
const REWORDINGS: readonly { readonly wording: string; readonly rating: Rating; readonly why: string }[] = [
  {
    wording: "not at all like me",
    rating: 1,
    why: "the five words of label 1 in another order; label 2 lacks two of them; the authors read it so too",
  },
];

const RATING_OF: ReadonlyMap<string, Rating> = new Map([
  ...RATINGS.map((rating) => [LABELS[rating], rating] as const),
  ...REWORDINGS.map(({ wording, rating }) => [wording, rating] as const),
]);

/**
 * All labels in a folded text, in order: the longest where several begin at one place. "like me" is passed over
 * where it is no label at all: "would you like me to ...", "people like me".
 * @example
 * findLabels("somewhat like me"); // => [{ start: 0, end: 16, rating: 4 }]
 * findLabels("unlike me"); // => [{ start: 2, end: 9 }]
 */
export function findLabels(folded: string): readonly Mention[] {
  return [...folded.matchAll(LABEL_OR_NEAR)]
    .filter((found) => !isNoun(folded.slice(Math.max(0, found.index - 30), found.index), found[0]))
    .map((found) => {
      const rating = found.groups?.["label"] && RATING_OF.get(found[0].replace(/[\s_-]+/g, " "));
      const place = { start: found.index, end: found.index + found[0].length };
      return rating ? { ...place, rating } : place;
    });
}

const LABEL_OR_NEAR = labelPattern();

function labelPattern(): RegExp {
  const gap = String.raw`(?:\s+|[_-])`;
  const labels = [...RATING_OF.keys()]
    .sort((a, b) => b.length - a.length)
    .map((label) => label.replaceAll(" ", gap))
    .join("|");
  const starts = String.raw`(?<![\p{L}\p{N}]['_-]?)`;
  const ends = String.raw`(?!['_-]?[\p{L}\p{N}])`;
  // "would you like me to go on", but not "like me to an extent"
  const noVerb = String.raw`(?!\s+to\b(?!\s+(?:an?|some|the)\b))`;
  const near = String.raw`likes?${gap}me(?![\p{L}\p{N}])`;
  return new RegExp(`(?:${starts}(?<label>${labels})${ends}|${near})${noVerb}`, "gu");
}

/** Whether "like me" belongs to a longer noun phrase ("an AI like me"). */
function isNoun(before: string, found: string): boolean {
  return found.startsWith("like") && NOUN.test(before);
}

const NOUN =
  /\b(?:ais?|assistants?|anyone|bots?|chatbots?|everyone|humans?|individuals?|llms?|machines?|man|men|models?|others|people|persons?|programs?|somebody|someone|something|systems?|those|tools?|users?|woman|women)\s+$/;
