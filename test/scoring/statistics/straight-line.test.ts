import { expect, it } from "vitest";
import { fitLine, residualsOn } from "../../../src/scoring/statistics/straight-line.ts";

it("finds the line that points lie on, with nothing left", () => {
  expect(fitLine([1, 2, 4], [3, 5, 9])).toEqual({ intercept: 1, slope: 2 });
  expect(residualsOn([1, 2, 4], [3, 5, 9])).toEqual([0, 0, 0]);
});

it("leaves residuals that sum to 0 and go with nothing", () => {
  expect(residualsOn([1, 2, 3], [2, 5, 2])).toEqual([-1, 2, -1]);
});

it("is flat where all x are equal", () => {
  expect(fitLine([2, 2], [1, 3])).toEqual({ intercept: 2, slope: 0 });
});

it("refuses no points, and points without a partner", () => {
  expect(() => fitLine([], [])).toThrow(RangeError);
  expect(() => fitLine([1], [1, 2])).toThrow(RangeError);
});
