import { describe, expect, it } from "vitest";
import { clusterRobustSe, contributions } from "../../../src/scoring/uncertainty/cluster-robust-se.ts";

/** Means 4 (of 3, 4, 5 in three queries) and 2 (of all ones and threes). */
const contrast = {
  of: { sums: Float64Array.of(3, 4, 5, 0), counts: Float64Array.of(1, 1, 1, 0) },
  against: { sums: Float64Array.of(1, 3, 0, 4), counts: Float64Array.of(1, 1, 0, 2) },
};

describe("clusterRobustSe", () => {
  it("is the square root of m / (m - 1) times the sum of squared contributions", () => {
    // -1/3 + 1/4, 0 - 1/4, 1/3, 0
    const squares = (1 / 12) ** 2 + (1 / 4) ** 2 + (1 / 3) ** 2;
    const { se, degreesOfFreedom } = clusterRobustSe(contrast);
    expect(se).toBeCloseTo(Math.sqrt((3 / 2) * squares), 15);
    expect(degreesOfFreedom).toBe(2);
  });

  it("is 0 when no rating differs", () => {
    const same = { sums: Float64Array.of(4, 8), counts: Float64Array.of(1, 2) };
    expect(clusterRobustSe({ of: same, against: same }).se).toBe(0);
  });

  it("refuses a mean of a single query", () => {
    const one = { sums: Float64Array.of(4, 0, 0, 0), counts: Float64Array.of(1, 0, 0, 0) };
    expect(() => clusterRobustSe({ of: one, against: contrast.against })).toThrow(RangeError);
  });
});

describe("contributions", () => {
  it("sum to 0", () => {
    expect(contributions(contrast).reduce((sum, u) => sum + u, 0)).toBeCloseTo(0, 15);
  });
});
