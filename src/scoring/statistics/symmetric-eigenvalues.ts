/** Jacobi's method converges quadratically: ten sweeps are plenty for a matrix of 19 rows. */
const MAX_SWEEPS = 50;

/** Off-diagonal parts below this share of the whole are rounding error. */
const NEGLIGIBLE = 1e-15;

/**
 * The eigenvalues of a symmetric matrix, largest first, by Jacobi's rotations (Golub & Van Loan 2013, section 8.5).
 * Agrees with numpy.linalg.eigvalsh (test/golden/quadratic-form.py).
 * @param matrix rows, as many as columns
 * @example
 * symmetricEigenvalues([[2, 1], [1, 2]]); // => [3, 1]
 */
export function symmetricEigenvalues(matrix: readonly (readonly number[])[]): number[] {
  const a = matrix.map((row) => Float64Array.from(row));
  const size = a.length;
  const at = (row: number, column: number) => a[row]?.[column] ?? 0;
  const whole = length(a.flatMap((row) => [...row]));
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep += 1) {
    const off = length(a.flatMap((row, index) => [...row.subarray(0, index)]));
    if (off <= NEGLIGIBLE * whole) break;
    for (let p = 0; p < size; p += 1) for (let q = p + 1; q < size; q += 1) rotate(a, p, q);
  }
  return a.map((_, index) => at(index, index)).sort((one, other) => other - one);
}

function length(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}

/** Turns the plane of two axes so that the cell between them becomes 0. */
function rotate(a: readonly Float64Array[], p: number, q: number): void {
  const [rowP, rowQ] = [a[p], a[q]];
  const between = rowP?.[q] ?? 0;
  if (rowP === undefined || rowQ === undefined || between === 0) return;
  const theta = ((rowQ[q] ?? 0) - (rowP[p] ?? 0)) / (2 * between);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const cosine = 1 / Math.hypot(tangent, 1);
  const sine = tangent * cosine;
  for (const row of a) {
    const [one, other] = [row[p] ?? 0, row[q] ?? 0];
    row[p] = cosine * one - sine * other;
    row[q] = sine * one + cosine * other;
  }
  for (let column = 0; column < a.length; column += 1) {
    const [one, other] = [rowP[column] ?? 0, rowQ[column] ?? 0];
    rowP[column] = cosine * one - sine * other;
    rowQ[column] = sine * one + cosine * other;
  }
}
