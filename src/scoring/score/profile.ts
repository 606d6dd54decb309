import type { Dimension } from "../../instrument/dimensions.ts";
import type { KeyId } from "../../instrument/key.ts";
import type { UnusableKind } from "../../runs/answer.ts";
import type { RunIdentity } from "../../runs/run-identity.ts";

/** The score of one dimension. Ratings are 1 to 6. */
export type Score = {
  readonly dimension: Dimension;
  /**
   * Mean rating of the keyed items minus the mean of all keyed items of the family; under a weighing key the weighted
   * sum of ratings. In rating points, about 0.
   */
  readonly centred: number;
  /** Mean rating of the keyed items, 1 to 6; undefined under a weighing key, which has no items of a dimension's own. */
  readonly mean: number | undefined;
  /** Population standard deviation of the keyed items' ratings; undefined likewise. */
  readonly sd: number | undefined;
  /** Keyed items that have a rating. */
  readonly n: number;
  /** Usable answers to the keyed items. */
  readonly answers: number;
};

/** How many answers of a run can be used, and why the others cannot. */
export type AnswerCounts = Readonly<Record<"rating" | UnusableKind, number>> & {
  /** Answers that are there. */
  readonly total: number;
  /** Answers that were planned, at least those that are there. */
  readonly planned: number;
};

/** The scores of one respondent under one key. Dimensions without any rated item are missing from `scores`. */
export type Profile = {
  /** How the respondent is called, unique within a report. */
  readonly subject: string;
  /** What makes it the profile of one run. */
  readonly run: RunIdentity;
  readonly key: KeyId;
  readonly scores: Readonly<Partial<Record<Dimension, Score>>>;
  readonly counts: AnswerCounts;
};
