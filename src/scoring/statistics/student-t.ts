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
