/**
 * The six prompts of the instrument: three wordings, each with the options from "very much like me" down
 * and reversed. Ids are those of the authors' release.
 */
export const VARIANTS = ["v1", "v1_reversed", "v2", "v2_reversed", "v3", "v3_reversed"] as const;
export type Variant = (typeof VARIANTS)[number];

export const WORDINGS = ["v1", "v2", "v3"] as const;
export type Wording = (typeof WORDINGS)[number];

/** The variant with the same wording and the options in the other order. */
export function reversedOf(wording: Wording): Variant {
  return `${wording}_reversed`;
}
