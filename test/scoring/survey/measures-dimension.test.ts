import { expect, it } from "vitest";
import { measuresDimension } from "../../../src/scoring/survey/measures-dimension.ts";

it("asks for a positive correlation above .3, strictly", () => {
  expect(measuresDimension({ rho: 0.31, p: 0.03 })).toBe(true);
  expect(measuresDimension({ rho: 0.3, p: 0.03 })).toBe(false);
  expect(measuresDimension({ rho: -0.5, p: 0.001 })).toBe(false);
});

it("asks for p below .05, strictly", () => {
  expect(measuresDimension({ rho: 0.4, p: 0.05 })).toBe(false);
});
