import type { Contrast, RatioSums } from "./query-sums.ts";

/**
 * The same contrast of two respondents, the first less the second, as a contrast of rating differences: its value
 * is the difference of their scores, and its standard error that of a paired comparison.
 * @param one and other over the same queries and, in each, equally many items
 */
export function contrastDifference(one: Contrast, other: Contrast): Contrast {
  return { of: subtract(one.of, other.of), against: subtract(one.against, other.against) };
}

function subtract(one: RatioSums, other: RatioSums): RatioSums {
  return { sums: one.sums.map((sum, query) => sum - (other.sums[query] ?? 0)), counts: one.counts };
}
