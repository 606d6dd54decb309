/**
 * The exact two-sided p of a sign test: how often `n` tosses of a fair coin are at least as far from n / 2 as
 * `successes` are; 1 without a toss. Agrees with scipy.stats.binomtest (test/golden/experiments.py).
 * @throws {RangeError} more successes than tosses, or a number that is not whole
 * @example
 * signTest(9, 10); // => 0.0215, 22 of 1024 sequences
 */
export function signTest(successes: number, n: number): number {
  if (!Number.isInteger(successes) || !Number.isInteger(n) || successes < 0 || successes > n)
    throw new RangeError("signTest requires 0 to n successes");
  const tail = Math.min(successes, n - successes);
  return Math.min(1, 2 * chanceOfAtMost(tail, n));
}

/** In logarithms, because 2 to the power of n overflows for n above 1023. */
function chanceOfAtMost(most: number, n: number): number {
  let logChoose = 0;
  let chance = 0;
  for (let k = 0; k <= most; k += 1) {
    chance += Math.exp(logChoose - n * Math.LN2);
    logChoose += Math.log(n - k) - Math.log(k + 1);
  }
  return chance;
}
