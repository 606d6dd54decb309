import type { Dimension } from "../../instrument/dimensions.ts";
import type { Screen } from "../screen/screen.ts";

/**
 * What a drift gate says of a run against its baseline. "equivalent": every dimension is shown to be within the
 * margin. "drifted": the profile changed, and is not shown to be within the margin. "inconclusive": neither.
 * "refused": a run's answers must not be interpreted, so there is nothing to compare.
 */
export type GateOutcome = "equivalent" | "drifted" | "inconclusive" | "refused";

/** What would settle a dimension that is not shown to be equivalent. */
export type Settling = {
  readonly dimension: Dimension;
  /** The smallest margin within which this comparison would be equivalent, in rating points. */
  readonly smallestMargin: number;
  /**
   * Scored items, all prompts together, that would show equivalence at the margin if the difference stays as it is;
   * undefined when the difference itself is not within the margin.
   */
  readonly items: number | undefined;
  /** Scored items of the dimension that there are. */
  readonly available: number;
};

export type GateResult = {
  readonly outcome: GateOutcome;
  /** One sentence. */
  readonly summary: string;
  readonly dimensions: readonly Dimension[];
  /** Test of a change over all dimensions together; undefined when refused or nothing is comparable. */
  readonly p: number | undefined;
  readonly settling: readonly Settling[];
  /** Screens of the run and the baseline, in this order. */
  readonly screens: readonly Screen[];
};
