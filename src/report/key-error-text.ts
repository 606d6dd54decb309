import { labelOf } from "../instrument/dimensions.ts";
import { decimals } from "../lib/number-text.ts";
import type { Comparison } from "../scoring/compare/comparison.ts";

/** What the error of the key is in a column or line of differences. */
export const KEY_ERROR_OF_DIFFERENCES =
  "Key ±: standard error over raters, how far a difference moves when other raters make the key (the median over pairs " +
  "of released models). Intervals and verdicts take the key as given.";

/**
 * The error of the key beside every difference of two runs; undefined where none is known.
 * @example
 * keyErrorText(comparison); // => "Key ±: standard error over raters, … Universalism 0.12, Benevolence 0.12, …"
 */
export function keyErrorText({ dimensions }: Comparison): string | undefined {
  const figures = Object.values(dimensions).flatMap((row) =>
    row.kind === "undefined" || row.keyError === undefined
      ? []
      : [`${labelOf(row.dimension)} ${decimals(row.keyError, 2)}`],
  );
  return figures.length === 0 ? undefined : `${KEY_ERROR_OF_DIFFERENCES} ${figures.join(", ")}.`;
}
