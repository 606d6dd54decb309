import type { Dimension } from "./dimensions.ts";

/**
 * The error of a key: the standard deviation of a score, in rating points, over keys that other raters would have made
 * (bootstrap over raters, the key made anew each time). It is not in the standard error over queries, which takes the
 * key as given. Medians over the released models: of their scores, and of the differences between two of them. A model's
 * own is a quarter larger or smaller (scripts/key-error.py prints the quartiles).
 */
export type KeyError = {
  readonly score: Readonly<Record<Dimension, number>>;
  readonly difference: Readonly<Record<Dimension, number>>;
};
