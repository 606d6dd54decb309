import type { ItemId } from "../instrument/item.ts";
import type { Rating } from "../instrument/scale.ts";
import type { Variant } from "../instrument/variant.ts";
import type { RunIdentity } from "./run-identity.ts";

/**
 * Why an answer gives no rating: the model declined ("refusal"), it can be read in two ways ("ambiguous"),
 * it holds no label ("none"), or no answer came back ("error": the provider failed or blocked the call).
 */
export const UNUSABLE_KINDS = ["refusal", "ambiguous", "none", "error"] as const;
export type UnusableKind = (typeof UNUSABLE_KINDS)[number];

/** More repetitions than anyone asks; a number beyond is an error of whoever wrote it. */
export const MAX_REPEATS = 10_000;

/** What one prompt brought: a rating, or the kind of its absence. */
export type Answer = { readonly kind: "rating"; readonly rating: Rating } | { readonly kind: UnusableKind };

/** One answer of a respondent: to which item, under which variant, in which repetition (0 for the first). */
export type Response = {
  readonly item: ItemId;
  readonly variant: Variant;
  readonly repeat: number;
  readonly answer: Answer;
};

/** All answers of one respondent: a model, a model with a persona, or a released model. */
export type Run = {
  /** How the respondent is called in reports, unique within a report. */
  readonly subject: string;
  readonly responses: readonly Response[];
  /** How many answers were planned, those that are there among them; absent where nothing tells. */
  readonly planned?: number | undefined;
  /** What makes it one run; absent where its name does. */
  readonly identity?: RunIdentity | undefined;
};
