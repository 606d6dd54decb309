import { expect, it } from "vitest";
import { sumOfSquares } from "../../../src/scoring/statistics/sum-of-squares.ts";

it("squares and adds", () => {
  expect(sumOfSquares([3, -4])).toBe(25);
  expect(sumOfSquares([])).toBe(0);
});
