import { describe, expect, it } from "vitest";
import { equivalence } from "../../../src/scoring/compare/equivalence.ts";

describe("equivalence", () => {
  it("holds when the 90% interval lies inside the margin", () => {
    const { equivalent, interval } = equivalence(0.05, { se: 0.1, degreesOfFreedom: 12 }, 0.3);
    expect(equivalent).toBe(true);
    expect(interval.lower).toBeCloseTo(0.05 - 1.7822875556493194 * 0.1, 12);
    expect(interval.upper).toBeCloseTo(0.05 + 1.7822875556493194 * 0.1, 12);
  });

  it("does not hold when the interval reaches the margin on either side", () => {
    expect(equivalence(0.13, { se: 0.1, degreesOfFreedom: 12 }, 0.3).equivalent).toBe(false);
    expect(equivalence(-0.13, { se: 0.1, degreesOfFreedom: 12 }, 0.3).equivalent).toBe(false);
  });

  it("holds for no difference and no spread", () => {
    expect(equivalence(0, { se: 0, degreesOfFreedom: 4 }, 1e-6).equivalent).toBe(true);
  });

  it("refuses a margin that is not above 0", () => {
    expect(() => equivalence(0, { se: 0.1, degreesOfFreedom: 4 }, 0)).toThrow(RangeError);
    expect(() => equivalence(0, { se: 0.1, degreesOfFreedom: 4 }, Number.NaN)).toThrow(RangeError);
  });
});
