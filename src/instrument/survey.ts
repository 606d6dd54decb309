import type { Dimension } from "./dimensions.ts";
import type { ItemId } from "./item.ts";
import type { Rating } from "./scale.ts";

/** A survey group: its raters all rated the same items. */
export type RaterGroup = {
  /** 1 to 12. */
  readonly group: number;
  /** Pseudonymous ids of the release, in column order. */
  readonly raters: readonly string[];
  /** For each item the rating of each rater, in the order of `raters`. */
  readonly ratings: ReadonlyMap<ItemId, readonly Rating[]>;
};

/** The human survey: who rated what, and every rater's questionnaire scores (PVQ-21 centred, BFI-10 1 to 5). */
export type Survey = {
  readonly groups: readonly RaterGroup[];
  readonly questionnaires: ReadonlyMap<string, Readonly<Record<Dimension, number>>>;
};
