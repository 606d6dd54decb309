import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalCdf } from "../../../src/scoring/statistics/normal.ts";
import { symmetricEigenvalues } from "../../../src/scoring/statistics/symmetric-eigenvalues.ts";
import { weightedChiSquareTail } from "../../../src/scoring/statistics/weighted-chi-square.ts";
import golden from "../../golden/fixed-items.json" with { type: "json" };

describe("the tail of a weighted sum of squared normals", () => {
  test.each(golden.tails)("agrees with scipy for $weights at $x", ({ weights, x, p }) => {
    expect(weightedChiSquareTail(weights, x)).toBeCloseTo(p, 10);
  });

  test("two equal weights make an exponential distribution, far into its tail", () => {
    for (const x of [1e-6, 0.1, 1, 10, 100, 1000])
      expect(weightedChiSquareTail([1, 1], x) / Math.exp(-x / 2)).toBeCloseTo(1, 10);
  });

  test("one weight makes a squared normal, in whatever unit", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        fc.double({ min: 0.01, max: 6, noNaN: true }),
        (unit, z) => {
          expect(weightedChiSquareTail([unit], unit * z * z)).toBeCloseTo(2 * normalCdf(-z), 10);
        },
      ),
    );
  });

  test("nothing is above 0 when no weight is, and everything is at least 0", () => {
    expect(weightedChiSquareTail([0, 0], 1)).toBe(0);
    expect(weightedChiSquareTail([1, 2], 0)).toBe(1);
    expect(weightedChiSquareTail([], 1)).toBe(0);
  });
});

describe("the eigenvalues of a symmetric matrix", () => {
  test("agree with numpy", () => {
    const matrix = [
      [4, 1, 0.5],
      [1, 3, -1],
      [0.5, -1, 2],
    ];
    const values = symmetricEigenvalues(matrix);
    for (const [index, value] of golden.eigenvalues.entries()) expect(values[index]).toBeCloseTo(value, 12);
  });

  test("add up to the diagonal, and their squares to the squares of all cells", () => {
    const cell = fc.double({ min: -10, max: 10, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.array(cell, { minLength: 64, maxLength: 64 }),
        (size, cells) => {
          const matrix = Array.from({ length: size }, (_, row) =>
            Array.from(
              { length: size },
              (_, column) => cells[Math.min(row, column) * 8 + Math.max(row, column)] ?? 0,
            ),
          );
          const values = symmetricEigenvalues(matrix);
          const sum = (numbers: readonly number[]) => numbers.reduce((total, value) => total + value, 0);
          expect(sum(values)).toBeCloseTo(sum(matrix.map((row, index) => row[index] ?? 0)), 9);
          expect(sum(values.map((value) => value ** 2))).toBeCloseTo(
            sum(matrix.flat().map((value) => value ** 2)),
            7,
          );
        },
      ),
    );
  });
});
