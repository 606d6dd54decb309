import { describe, expect, it } from "vitest";
import { kendallTau } from "../../../src/scoring/statistics/kendall-tau.ts";

describe("kendallTau", () => {
  it("is the share of pairs that rise minus the share that fall", () => {
    expect(kendallTau([1, 2, 3])).toBe(1);
    expect(kendallTau([3, 2, 1])).toBe(-1);
    expect(kendallTau([-0.3, -0.1, 0.2, 0.1])).toBeCloseTo(4 / 6, 15);
  });

  it("takes a pair of equal numbers for neither", () => {
    expect(kendallTau([1, 1, 2])).toBeCloseTo(2 / 3, 15);
    expect(kendallTau([1, 1, 1])).toBe(0);
  });

  it("needs two numbers", () => {
    expect(kendallTau([1])).toBeUndefined();
  });
});
