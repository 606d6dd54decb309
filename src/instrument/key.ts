import { getOrAdd } from "../lib/group-by.ts";
import { recordOf } from "../lib/record-of.ts";
import { DIMENSIONS, DIMENSIONS_OF, type Dimension, type Family } from "./dimensions.ts";
import type { ItemId } from "./item.ts";

/** The keys that tag items, in data/keys.json; "released" is the one behind the published scores. */
export const TAGGING_KEY_IDS = ["released", "rule", "signed", "style-centred"] as const;
export type TaggingKeyId = (typeof TAGGING_KEY_IDS)[number];

/** All scoring keys: those, and the one that weighs every item. */
export const KEY_IDS = [...TAGGING_KEY_IDS, "weighted"] as const;
export type KeyId = (typeof KEY_IDS)[number];

/** How a key was made. Scores under two keys are two instruments: they are never compared with each other. */
export type KeyRule = {
  /** One sentence: which items measure a dimension. */
  readonly rule: string;
  /** Where the rule comes from. */
  readonly source: string;
  /** What the key is for, and how far to trust it. */
  readonly use: string;
  /** What a score under it is, and what 0 is: half a sentence each. */
  readonly score: string;
  readonly zero: string;
  readonly experimental: boolean;
  /** Whether its ten values move together so much that Schwartz's two axes come before them. */
  readonly axesFirst: boolean;
};

/** Under the keys that tag items. */
const CENTRED = {
  score: "mean rating of the dimension's items minus that of all items of its family",
  zero: "the respondent's average rating of all items of the family",
};

export const KEY_RULES: Readonly<Record<KeyId, KeyRule>> = {
  released: {
    rule: "Spearman's rho of ratings with the questionnaire score > .3, without three item-dimension pairs.",
    source: "the authors' score script, with its hard-coded exclusions (lm_evaluation/score.py, mode pos)",
    use: "The key of the published scores: use it to compare with them.",
    ...CENTRED,
    experimental: false,
    axesFirst: false,
  },
  rule: {
    rule: "Spearman's rho of ratings with the questionnaire score > .3 and p < .05, everywhere.",
    source: "the rule that the paper states, applied to the released correlations",
    use: "What the released key was meant to be; differs from it by one item of Openness to Change.",
    ...CENTRED,
    experimental: false,
    axesFirst: false,
  },
  signed: {
    rule: "|rho| > .3, without the same three pairs; items with a negative rho are scored 7 - rating.",
    source: "the authors' score script (lm_evaluation/score.py, mode abs), for which they released no scores",
    use:
      "For comparison only. The baseline is the mean of unreversed ratings, as in the authors' script, so who " +
      "rates everything L scores (share of reversed items) x (7 - 2L) instead of 0: the level of agreement is " +
      "part of every score.",
    ...CENTRED,
    experimental: false,
    axesFirst: false,
  },
  "style-centred": {
    rule: "As rule, but with each rater's ratings minus the rater's own mean before they are correlated.",
    source: "made for this project from the released survey",
    use:
      "Takes the raters' habit of agreeing out of the key. Not validated on other raters, and not the " +
      "instrument of the paper.",
    ...CENTRED,
    experimental: true,
    axesFirst: false,
  },
  weighted: {
    rule:
      "Every item counts, by its Pearson correlation with the questionnaire score after each rater's mean is taken " +
      "off; how popular an answer is among people is taken out of these weights.",
    source: "made for this project from the released survey, after the released models had been looked at",
    use:
      "The most precise key, and the one that agrees best with people's questionnaires. Lead with the two axes: the ten values have about 2.3 dimensions among the released " +
      "models. Security is no better than chance on people it was not made from, Hedonism is unreliable, and " +
      "traits are reliable but not valid (r about .1 with held-out people's questionnaires). Needs 120 rated items.",
    score:
      "rating points between what agrees with the dimension and what contradicts it, every item by its weight",
    zero: "the average rater, at any level of agreement and however strongly popular answers are preferred",
    experimental: true,
    axesFirst: true,
  },
};

/** Which item measures a dimension, and in which direction: -1 marks items that count against it. */
export type KeyedItem = { readonly item: ItemId; readonly sign: 1 | -1 };

/** What people's answers say of an item: their mean rating, 1 to 6, and its loading on each dimension, -1 to 1. */
export type ItemLoadings = {
  readonly human: number;
  readonly loadings: Readonly<Record<Dimension, number>>;
};

/**
 * A scoring key: the items of each dimension, in item order. A "tagging" key scores the mean of a dimension's items
 * against its family's; items of negative sign as 7 - rating. A "weighing" key weighs every item by its loading;
 * signs are those of the weights when all items are rated. What differs between the two is in scoring/score/.
 */
export type Key = {
  readonly id: KeyId;
  readonly items: Readonly<Record<Dimension, readonly KeyedItem[]>>;
} & (
  | { readonly kind: "tagging" }
  | { readonly kind: "weighing"; readonly loadings: ReadonlyMap<ItemId, ItemLoadings> }
);

export type TaggingKey = Extract<Key, { kind: "tagging" }>;
export type WeighingKey = Extract<Key, { kind: "weighing" }>;

/** The dimensions that each item is keyed to; items that no dimension scores are not in the map. */
export function dimensionsByItem(key: Key): ReadonlyMap<ItemId, readonly Dimension[]> {
  const dimensions = new Map<ItemId, Dimension[]>();
  for (const dimension of DIMENSIONS)
    for (const { item } of key.items[dimension])
      getOrAdd(dimensions, item, (): Dimension[] => []).push(dimension);
  return dimensions;
}

/** The distinct items that are keyed to any dimension of a family: those whose mean is the baseline. */
export function familyItems(key: Key, family: Family): readonly ItemId[] {
  return [
    ...new Set(DIMENSIONS_OF[family].flatMap((dimension) => key.items[dimension].map(({ item }) => item))),
  ];
}

/**
 * A key without some items, for all dimensions.
 * @example
 * withoutItems(key, ["1038/2"]); // no dimension has item 1038/2
 */
export function withoutItems(key: Key, omitted: readonly ItemId[]): Key {
  return {
    ...key,
    items: recordOf(DIMENSIONS, (dimension) =>
      key.items[dimension].filter(({ item }) => !omitted.includes(item)),
    ),
  };
}

/**
 * The key under which all given profiles were scored. What compares profiles calls this first, because scores
 * under different keys are not on one scale.
 * @throws {RangeError} no profile, or profiles under different keys
 */
export function commonKey(profiles: readonly { readonly key: string }[]): string {
  const [first, ...others] = [...new Set(profiles.map(({ key }) => key))];
  if (first === undefined) throw new RangeError("commonKey requires at least one profile");
  if (others.length > 0)
    throw new RangeError(`scores under different keys cannot be compared: ${[first, ...others].join(", ")}`);
  return first;
}
