/**
 * How often a Student t variable is at least as far from 0 as `t`: the two-sided p value, 0 to 1.
 *
 * For a whole number of degrees of freedom the distribution is a finite trigonometric sum (Abramowitz & Stegun
 * 1964, 26.7.3 and 26.7.4), so that neither an incomplete beta function nor a library that holds one is needed;
 * rank correlations have n - 2 degrees of freedom, always whole. Agrees with scipy.stats.t.sf within 1e-14
 * (test/golden/spearman.py); p values below 1e-14 are therefore only known to be small.
 * @throws {RangeError} degrees of freedom that are not a whole number from 1 up
 * @example
 * twoSidedP(2.2281388519649385, 10); // => 0.05
 */
export function twoSidedP(t: number, degreesOfFreedom: number): number {
  if (!Number.isInteger(degreesOfFreedom) || degreesOfFreedom < 1)
    throw new RangeError("twoSidedP requires a whole number of degrees of freedom, at least 1");
  const theta = Math.atan(Math.abs(t) / Math.sqrt(degreesOfFreedom));
  const inside =
    degreesOfFreedom % 2 === 1 ? oddSum(theta, degreesOfFreedom) : evenSum(theta, degreesOfFreedom);
  return Math.min(1, Math.max(0, 1 - inside));
}

/** 26.7.3: the probability of -t to t when the degrees of freedom are odd. */
function oddSum(theta: number, degreesOfFreedom: number): number {
  const squaredCosine = Math.cos(theta) ** 2;
  let term = Math.cos(theta);
  let sum = degreesOfFreedom === 1 ? 0 : term;
  for (let k = 3; k <= degreesOfFreedom - 2; k += 2) {
    term *= ((k - 1) / k) * squaredCosine;
    sum += term;
  }
  return (2 / Math.PI) * (theta + Math.sin(theta) * sum);
}

/** 26.7.4: the probability of -t to t when the degrees of freedom are even. */
function evenSum(theta: number, degreesOfFreedom: number): number {
  const squaredCosine = Math.cos(theta) ** 2;
  let term = 1;
  let sum = term;
  for (let k = 2; k <= degreesOfFreedom - 2; k += 2) {
    term *= ((k - 1) / k) * squaredCosine;
    sum += term;
  }
  return Math.sin(theta) * sum;
}

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
