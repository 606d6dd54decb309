/**
 * The reliability of a test made `lengthening` times as long, from the correlation of two parallel tests:
 * k r / (1 + (k - 1) r) (Spearman 1910, Brown 1910), with k = 2 for the two halves of a test. A negative
 * correlation is no reliability at all; as the formula runs to minus infinity there, the magnitude is stepped up
 * and the sign kept, k r / (1 + (k - 1) |r|), so that the result stays between -1 and 1 (Krus & Helmstadter 1993).
 * @throws {RangeError} the correlation is not within -1 to 1, or the lengthening not positive
 * @example
 * spearmanBrown(0.5); // => 0.6666666666666666
 * spearmanBrown(-0.5); // => -0.6666666666666666
 */
export function spearmanBrown(correlation: number, lengthening = 2): number {
  if (!(Math.abs(correlation) <= 1))
    throw new RangeError("spearmanBrown requires a correlation within -1 to 1");
  if (!(lengthening > 0)) throw new RangeError("spearmanBrown requires a positive lengthening");
  return (lengthening * correlation) / (1 + (lengthening - 1) * Math.abs(correlation));
}
