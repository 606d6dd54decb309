import { describe, expect, it } from "vitest";
import { minimalDetectableDifference } from "../../../src/scoring/compare/minimal-detectable-difference.ts";

describe("minimalDetectableDifference", () => {
  it("is 2.80 standard errors when there are many queries", () => {
    expect(minimalDetectableDifference({ se: 1, degreesOfFreedom: 5000 })).toBeCloseTo(2.8015 + 0.001, 2);
  });

  it("is more when there are few: 3.72 with five queries", () => {
    // t(.975) = 2.7764, t(.8) = 0.9410 with 4 degrees of freedom
    expect(minimalDetectableDifference({ se: 2, degreesOfFreedom: 4 })).toBeCloseTo(2 * 3.7174, 3);
  });
});
