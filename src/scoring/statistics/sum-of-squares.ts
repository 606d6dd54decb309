/**
 * The sum of the squares of some numbers; its root is their length as a vector.
 * @example
 * Math.sqrt(sumOfSquares([3, 4])); // => 5
 */
export function sumOfSquares(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number ** 2, 0);
}
