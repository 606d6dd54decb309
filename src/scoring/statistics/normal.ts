/** The standard normal distribution, to double precision: simple-statistics' versions are right to 3 digits only. */

/** Below this the probability is less than the rounding error of 1. */
const FAR = 8.5;

/**
 * The probability that a standard normal variable is below x, by Marsaglia's series (2004, Evaluating the normal
 * distribution, Journal of Statistical Software 11(4)). Agrees with scipy.special.ndtr within 1e-15
 * (test/golden/distributions.py).
 * @example
 * normalCdf(1.96); // => 0.9750021048517795
 */
export function normalCdf(x: number): number {
  if (x < -FAR) return 0;
  if (x > FAR) return 1;
  let [term, sum, before] = [x, x, 0];
  for (let k = 3; sum !== before; k += 2) {
    before = sum;
    term *= (x * x) / k;
    sum += term;
  }
  return Math.min(1, Math.max(0, 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI)));
}

/**
 * The x below which a standard normal variable is with probability p: algorithm AS 241, PPND16 (Wichura 1988,
 * Applied Statistics 37, 477-484), which is also R's qnorm. Agrees with scipy.special.ndtri within 1e-14 times
 * the result (test/golden/distributions.py).
 * @throws {RangeError} p is not between 0 and 1
 * @example
 * normalQuantile(0.975); // => 1.959963984540054
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError("normalQuantile requires a probability between 0 and 1");
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(CENTRE, 0.180625 - q * q);
  const r = Math.sqrt(-Math.log(Math.min(p, 1 - p)));
  return Math.sign(q) * (r <= 5 ? ratio(MIDDLE, r - 1.6) : ratio(TAIL, r - 5));
}

/** Coefficients of a quotient of two polynomials, ascending. */
type Rational = readonly [numerator: readonly number[], denominator: readonly number[]];

function ratio([numerator, denominator]: Rational, x: number): number {
  const at = (coefficients: readonly number[]) => coefficients.reduceRight((value, c) => value * x + c, 0);
  return at(numerator) / at(denominator);
}

const CENTRE: Rational = [
  [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
    67265.7709270087, 33430.57558358813, 2509.0809287301227,
  ],
  [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852854,
  ],
];
const MIDDLE: Rational = [
  [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
];
const TAIL: Rational = [
  [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 0.000027115555687434876, 2.0103343992922881e-7,
  ],
  [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
    0.000018463183175100548, 1.421511758316446e-7, 2.0442631033899397e-15,
  ],
];
