import { sampleRankCorrelation } from "simple-statistics";
import { twoSidedP } from "./student-t.ts";

/** A rank correlation, -1 to 1, and its two-sided p. */
export type RankCorrelation = { readonly rho: number; readonly p: number };

/**
 * Spearman's rank correlation (tied values share the mean of their ranks) and its two-sided p by the t
 * distribution with n - 2 degrees of freedom, not by permutation. Undefined when all values on one side are
 * equal. Values are ranked as the doubles that they are: two that differ by rounding error are not tied, as in
 * scipy.stats.spearmanr, with which rho and p agree within 1e-12 (test/golden/spearman.py).
 * @throws {RangeError} samples of different sizes, or fewer than three pairs
 * @example
 * spearman([1, 2, 3, 4], [1, 3, 2, 4]); // => { rho: 0.8, p: 0.2 }
 */
export function spearman(xs: readonly number[], ys: readonly number[]): RankCorrelation | undefined {
  if (xs.length !== ys.length) throw new RangeError("spearman requires samples of the same size");
  if (xs.length < 3) throw new RangeError("spearman requires at least three pairs");
  const quotient = sampleRankCorrelation([...xs], [...ys]);
  if (Number.isNaN(quotient)) return undefined;
  const rho = Math.min(1, Math.max(-1, quotient)); // rounding can carry a perfect correlation beyond 1
  return { rho, p: rankCorrelationP(rho, xs.length) };
}

/** Two-sided p of a rank correlation over `n` pairs. */
export function rankCorrelationP(rho: number, n: number): number {
  const degreesOfFreedom = n - 2;
  const t = rho * Math.sqrt(degreesOfFreedom / ((1 + rho) * (1 - rho)));
  return twoSidedP(t, degreesOfFreedom);
}
