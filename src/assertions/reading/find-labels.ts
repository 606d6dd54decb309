import { LABELS, RATINGS, type Rating } from "../../instrument/scale.ts";
import { type DerivedText, replaceAll } from "./derived-text.ts";

/** A place in a text that names a point of the scale, or that comes close to one without being it. */
export type Mention = {
  /** Where its symbol stands in the masked text. */
  readonly index: number;
  /** Where it stands in the text that was given: its first character and the one behind its last. */
  readonly span: readonly [start: number, end: number];
  /** Absent for what only resembles a label. */
  readonly rating?: Rating;
};

/** A text in which one symbol stands for each label and another for each place that resembles one. */
export type MaskedText = DerivedText & { readonly mentions: readonly Mention[] };

/** What stands for any label, for what resembles one, and for the words of a label that are none where they stand. */
export const LABEL = "\ue000";
const NEAR = "\ue001";
const NO_LABEL = "\ue002";

/** A letter, a digit, or a label. */
export const WORD = String.raw`[\p{L}\p{N}${LABEL}${NEAR}${NO_LABEL}]`;

/**
 * Puts one symbol in the place of every label of a folded text, the longest where several begin at one place. Whatever
 * is decided afterwards is decided without the words of a label, so that what holds for one holds for all six.
 * "like me" is passed over, alone or within a longer label, where it is none at all: "would you like me to ...",
 * "people like me".
 * @example
 * maskLabels("it is somewhat like me.").text; // => "it is \ue000."
 * maskLabels("unlike me").mentions; // => [{ index: 2, span: [2, 9] }]
 */
export function maskLabels(folded: string): MaskedText {
  const found: { readonly place: readonly [number, number]; readonly rating: Rating | undefined }[] = [];
  const masked = replaceAll(folded, LABEL_OR_NEAR, (match) => {
    const [words] = match;
    const before = folded.slice(Math.max(0, match.index - 40), match.index);
    const verb = match.groups?.["verb"];
    if (verb !== undefined || NOUN.test(before)) return NO_LABEL + (verb ?? "");
    const label = match.groups?.["label"];
    const isCut = words.startsWith("like") && MODIFIER.test(before);
    const rating = label && !isCut ? RATING_OF.get(lettersOf(label)) : undefined;
    found.push({ place: [match.index, match.index + words.length], rating });
    return rating === undefined ? NEAR : LABEL;
  });
  const symbols = masked.text.matchAll(new RegExp(`[${LABEL}${NEAR}]`, "g"));
  const mentions = [...symbols].map(({ index }, nth): Mention => {
    const { place, rating } = found[nth] ?? { place: [0, 1], rating: undefined };
    return { index, span: place, ...(rating && { rating }) };
  });
  return { ...masked, mentions };
}

/**
 * Wordings that hold the words of one label only, in another order: as sure as the label itself. Everything else that
 * resembles a label ("very little like me", "likes me", "unlike me") has no rating.
 */
const REORDERED: readonly (readonly [wording: string, rating: Rating])[] = [
  ["not at all like me", 1],
  ["like me a little", 3],
  ["like me somewhat", 4],
  ["like me very much", 6],
];

const RATING_OF: ReadonlyMap<string, Rating> = new Map([
  ...RATINGS.map((rating) => [lettersOf(LABELS[rating]), rating] as const),
  ...REORDERED.map(([wording, rating]) => [lettersOf(wording), rating] as const),
]);

function lettersOf(words: string): string {
  return words.replace(/[^a-z]/g, "");
}

const LABEL_OR_NEAR = labelPattern();

function labelPattern(): RegExp {
  // Blanks, hyphens and emphasis, or nothing at all; within a label also one line break, with a sign of quotation.
  const gap = String.raw`[*_\\]{0,3}[^\S\n]*[*_-]{0,3}`;
  const wideGap = String.raw`[*_\\]{0,3}[^\S\n]*(?:\n[^\S\n]*(?:>[^\S\n]?)?)?[*_-]{0,3}`;
  const labels = [
    ...REORDERED.map(([wording]) => `${wording.replaceAll(" ", gap)}(?!${wideGap}like)`),
    ...RATINGS.map((rating) => LABELS[rating])
      .sort((a, b) => b.length - a.length)
      .map((label) => label.replaceAll(" ", wideGap)),
  ].join("|");
  const starts = String.raw`(?<![\p{L}\p{N}]['_-]?)`;
  // "like me at all" is no label, so that the last words of the longest one never leave a shorter one behind.
  const ends = `(?!['_-]?[\\p{L}\\p{N}]|${wideGap}at${wideGap}all)`;
  const joined = `${starts}(?:${labels})(?=['_-][\\p{L}\\p{N}]|\\p{N})`;
  const near = `likes?(?=[^a-z])${wideGap}me(?!\\p{L}|${wideGap}at${wideGap}all\\p{L})(?:${wideGap}at${wideGap}all)?`;
  // "would you like me to go on", but not "like me to an extent"
  const verb = String.raw`(?<verb>[*_]{0,3}[^\S\n]+to\b(?!\s+(?:an?(?!\s+little\s+like)|some|the)\b))?`;
  return new RegExp(`(?:${starts}(?<label>${labels})${ends}|${joined}|${near})${verb}`, "gu");
}

/** "an AI like me", "people somewhat like me". */
const NOUN =
  /\b(?:ais?|assistants?|anyone|bots?|chatbots?|everyone|humans?|individuals?|llms?|machines?|man|men|models?|others|people|persons?|programs?|somebody|someone|something|systems?|those|tools?|users?|woman|women)[^\S\n]+[*_]{0,3}(?:(?:very much|somewhat|a little|not)[^\S\n]+[*_]{0,3})?$/;

/** A word that would have made another label if it were not cut or glued: "very little like me", "finalnot like me". */
const MODIFIER = /(?:much|somewhat|some what|little|(?<!\bcan)not)[^\S\n]*[*_-]*[^\S\n]*$/;
