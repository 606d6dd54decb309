import { twoSidedP } from "./student-t.ts";

/** Halvings until neighbouring doubles are reached. */
const HALVINGS = 60;

/**
 * The t below which a Student t variable is with probability p, for p from .5 up: `twoSidedP` inverted by
 * bisection over the angle whose tangent is t / sqrt(degrees of freedom). Agrees with scipy.stats.t.ppf within
 * 1e-12 times the result up to p = .999 (test/golden/distributions.py).
 * @throws {RangeError} p is not from .5 to below 1, or degrees of freedom that are not a whole number from 1 up
 * @example
 * studentQuantile(0.975, 4); // => 2.7764451051977943
 */
export function studentQuantile(p: number, degreesOfFreedom: number): number {
  if (!(p >= 0.5 && p < 1)) throw new RangeError("studentQuantile requires a probability from .5 to below 1");
  const tAt = (angle: number) => Math.sqrt(degreesOfFreedom) * Math.tan(angle);
  let [low, high] = [0, Math.PI / 2];
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (low + high) / 2;
    if (twoSidedP(tAt(middle), degreesOfFreedom) > 2 * (1 - p)) low = middle;
    else high = middle;
  }
  return tAt((low + high) / 2);
}
