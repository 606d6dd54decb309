/**
 * Holm's adjustment (Holm 1979) for several tests at once: the k-th smallest of n p values is multiplied by
 * n - k + 1, never falls below a smaller one's result and never exceeds 1. Rejecting where the result is at most
 * alpha keeps the chance of any false rejection at alpha, however the tests depend on each other. Results stand
 * in the order of the p values. Agrees with R's p.adjust(method = "holm") as defined in its manual
 * (test/golden/holm.py).
 * @example
 * holm([0.01, 0.04, 0.03]); // => [0.03, 0.06, 0.06]
 */
export function holm(ps: readonly number[]): number[] {
  const adjusted = new Array<number>(ps.length);
  let largest = 0;
  for (const { p, index, multiplier } of ascending(ps)) {
    largest = Math.min(1, Math.max(largest, p * multiplier));
    adjusted[index] = largest;
  }
  return adjusted;
}

/** What Holm's method multiplies each p with, in the order of the p values: n for the smallest, 1 for the largest. */
export function holmMultipliers(ps: readonly number[]): number[] {
  const multipliers = new Array<number>(ps.length);
  for (const { index, multiplier } of ascending(ps)) multipliers[index] = multiplier;
  return multipliers;
}

function ascending(ps: readonly number[]) {
  return ps
    .map((p, index) => ({ p, index }))
    .sort((one, other) => one.p - other.p)
    .map((one, rank) => ({ ...one, multiplier: ps.length - rank }));
}
