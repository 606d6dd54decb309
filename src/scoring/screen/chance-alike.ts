import { mean } from "simple-statistics";

/**
 * How often a human rater's ratings are at least so much alike: the probability that of some items, drawn at random
 * from those that a rater rated, at least `same` have one rating, whichever; mean over the raters (hypergeometric,
 * 0 to 1). Raters of fewer items are left out. 1 where no more than half are the same, which says nothing.
 * Agrees with scipy (test/golden/screen.py).
 * @param raters how often each of them used each point of the scale
 * @example
 * chanceAlike(12, 12, raters); // => .0014
 */
export function chanceAlike(same: number, items: number, raters: readonly (readonly number[])[]): number {
  if (2 * same <= items) return 1;
  const chances = raters.flatMap((counts) => {
    const rated = counts.reduce((total, count) => total + count, 0);
    // No two ratings can both be that of more than half, so that their probabilities add.
    return rated < items ? [] : [counts.reduce((sum, count) => sum + tail(same, items, count, rated), 0)];
  });
  return chances.length === 0 ? 1 : mean(chances);
}

/** The probability that at least `same` of `items`, drawn from `rated`, are among `count` of these. */
function tail(same: number, items: number, count: number, rated: number): number {
  let sum = 0;
  for (let drawn = same; drawn <= Math.min(items, count); drawn += 1)
    sum += (choose(count, drawn) * choose(rated - count, items - drawn)) / choose(rated, items);
  return sum;
}

/** n over k; exact to rounding below the 80 items of a rater and the 20 of a small run. */
function choose(n: number, k: number): number {
  if (k > n) return 0;
  let product = 1;
  for (let factor = 1; factor <= k; factor += 1) product *= (n - k + factor) / factor;
  return product;
}
