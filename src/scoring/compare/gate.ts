import type { Dimension } from "../../instrument/dimensions.ts";
import type { Screen } from "../screen/screen.ts";
import type { Headline } from "./comparison.ts";

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

/** What a drift gate says of a run against its baseline: the headline of their comparison, and what would settle it. */
export type GateResult = Headline & {
  readonly settling: readonly Settling[];
  /** Screens of the run and the baseline, in this order. */
  readonly screens: readonly Screen[];
};
