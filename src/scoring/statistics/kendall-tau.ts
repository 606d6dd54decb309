/**
 * Kendall's tau-a: how far a list of numbers rises from place to place, -1 to 1: the share of pairs that rise minus the
 * share that fall. A pair of equal numbers is neither, so that a list with ties never reaches 1; scipy's tau-b, which
 * leaves such pairs out, would let it. Undefined for fewer than two numbers. Agrees with scipy.stats.kendalltau where
 * nothing is tied (test/golden/experiments.py).
 * @example
 * kendallTau([-0.3, -0.1, 0.2, 0.1]); // => 0.667, 5 pairs against 1
 */
export function kendallTau(numbers: readonly number[]): number | undefined {
  const steps = numbers.flatMap((one, place) =>
    numbers.slice(place + 1).map((later) => Math.sign(later - one)),
  );
  if (steps.length === 0) return undefined;
  return steps.reduce((sum, step) => sum + step, 0) / steps.length;
}
