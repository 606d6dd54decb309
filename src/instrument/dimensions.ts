/**
 * What the instrument measures: ten basic human values, four higher-order values and five personality traits.
 * Ids are spelled as in the authors' release, labels as in the literature.
 */

/** The ten basic values (Schwartz 1992), in the order in which they stand on his circle. */
export const VALUES = [
  "Universalism",
  "Benevolence",
  "Conformity",
  "Tradition",
  "Security",
  "Power",
  "Achievement",
  "Hedonism",
  "Stimulation",
  "Self_Direction",
] as const;

/** The four higher-order values that the ten values group into, in circle order. */
export const HIGHER_ORDER_VALUES = [
  "Self_Transcendence",
  "Conservation",
  "Self_Enhancement",
  "Openness_to_Change",
] as const;

/** The Big Five personality traits, in the order of the published table. */
export const TRAITS = [
  "Openness",
  "Conscientiousness",
  "Extraversion",
  "Agreeableness",
  "Neuroticism",
] as const;

export const DIMENSIONS = [...VALUES, ...HIGHER_ORDER_VALUES, ...TRAITS] as const;

export type Value = (typeof VALUES)[number];
export type HigherOrderValue = (typeof HIGHER_ORDER_VALUES)[number];
export type Trait = (typeof TRAITS)[number];
export type Dimension = (typeof DIMENSIONS)[number];

/** Scores are centred within a family: on the mean rating of all items that are keyed to any of its dimensions. */
export const FAMILIES = ["values", "higher_order", "traits"] as const;
export type Family = (typeof FAMILIES)[number];

export const DIMENSIONS_OF: Readonly<Record<Family, readonly Dimension[]>> = {
  values: VALUES,
  higher_order: HIGHER_ORDER_VALUES,
  traits: TRAITS,
};

export const FAMILY_LABELS: Readonly<Record<Family, string>> = {
  values: "Values",
  higher_order: "Higher order",
  traits: "Traits",
};

/**
 * The higher-order value to which a basic value belongs. Hedonism lies between Self-Enhancement and
 * Openness to Change and is counted in neither by the authors' questionnaire scores.
 */
export const HIGHER_ORDER_OF: Readonly<Record<Value, HigherOrderValue | null>> = {
  Universalism: "Self_Transcendence",
  Benevolence: "Self_Transcendence",
  Conformity: "Conservation",
  Tradition: "Conservation",
  Security: "Conservation",
  Power: "Self_Enhancement",
  Achievement: "Self_Enhancement",
  Hedonism: null,
  Stimulation: "Openness_to_Change",
  Self_Direction: "Openness_to_Change",
};

/**
 * The family to which a dimension belongs.
 * @example
 * familyOf("Hedonism"); // => "values"
 */
export function familyOf(dimension: Dimension): Family {
  if ((VALUES as readonly string[]).includes(dimension)) return "values";
  return (TRAITS as readonly string[]).includes(dimension) ? "traits" : "higher_order";
}

const HYPHENATED = ["Self_Direction", "Self_Transcendence", "Self_Enhancement"];

/**
 * The name of a dimension as people write it.
 * @example
 * labelOf("Self_Direction"); // => "Self-Direction"
 * labelOf("Openness_to_Change"); // => "Openness to Change"
 */
export function labelOf(dimension: Dimension): string {
  return dimension.replaceAll("_", HYPHENATED.includes(dimension) ? "-" : " ");
}

/**
 * The dimension that a person meant, whatever the spelling; undefined when there is none.
 * @example
 * parseDimension("self direction"); // => "Self_Direction"
 */
export function parseDimension(text: string): Dimension | undefined {
  const letters = (name: string) => name.toLowerCase().replace(/[^a-z]/g, "");
  return DIMENSIONS.find((dimension) => letters(dimension) === letters(text));
}
