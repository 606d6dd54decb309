import { sumOfSquares } from "./sum-of-squares.ts";

/**
 * The cosine of the angle between two lists of numbers, -1 to 1: whether they point the same way, whatever their
 * lengths. Unlike Pearson's correlation it takes 0 as no change. Undefined when one of them is 0 throughout.
 * Agrees with numpy (test/golden/experiments.py).
 * @throws {RangeError} lists of different sizes
 * @example
 * cosine([1, 0], [1, 1]); // => 0.707
 */
export function cosine(ones: readonly number[], others: readonly number[]): number | undefined {
  if (ones.length !== others.length) throw new RangeError("cosine requires lists of the same size");
  const lengths = Math.sqrt(sumOfSquares(ones) * sumOfSquares(others));
  if (lengths === 0) return undefined;
  const product = ones.reduce((sum, one, index) => sum + one * (others[index] ?? 0), 0);
  return Math.min(1, Math.max(-1, product / lengths)); // rounding can carry it beyond 1
}
