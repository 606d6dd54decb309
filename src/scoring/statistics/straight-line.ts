/** A straight line: y = intercept + slope * x. */
export type StraightLine = { readonly intercept: number; readonly slope: number };

/**
 * The line through some points by least squares; a flat one where all x are equal.
 * Agrees with numpy's least squares (test/golden/weighted-key.py).
 * @throws {RangeError} no point, or not as many x as y
 * @example
 * fitLine([1, 2, 3], [2, 4, 6]); // => { intercept: 0, slope: 2 }
 */
export function fitLine(xs: readonly number[], ys: readonly number[]): StraightLine {
  if (xs.length === 0 || xs.length !== ys.length)
    throw new RangeError("fitLine requires as many x as y, and one at least");
  const [meanX, meanY] = [meanOf(xs), meanOf(ys)];
  let [products, squares] = [0, 0];
  for (const [index, x] of xs.entries()) {
    products += (x - meanX) * ((ys[index] ?? Number.NaN) - meanY);
    squares += (x - meanX) ** 2;
  }
  const slope = squares === 0 ? 0 : products / squares;
  return { intercept: meanY - slope * meanX, slope };
}

/**
 * What a straight line on x leaves of y: residuals, which sum to 0 and are not correlated with x.
 * @throws {RangeError} as `fitLine`
 * @example
 * residualsOn([1, 2, 3], [2, 5, 2]); // => [-1, 2, -1]
 */
export function residualsOn(xs: readonly number[], ys: readonly number[]): number[] {
  const { intercept, slope } = fitLine(xs, ys);
  return ys.map((y, index) => y - intercept - slope * (xs[index] ?? Number.NaN));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
