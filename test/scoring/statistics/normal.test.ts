import { describe, expect, it } from "vitest";
import { normalCdf, normalQuantile } from "../../../src/scoring/statistics/normal.ts";
import golden from "../../golden/distributions.json" with { type: "json" };

describe("normalCdf", () => {
  it.each(golden.normalCdf)("agrees with scipy within 1e-15 at x = %f", (x, probability) => {
    expect(Math.abs(normalCdf(x) - probability)).toBeLessThan(1e-15);
  });

  it("is 0 and 1 far out, never beyond", () => {
    expect(normalCdf(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(normalCdf(8.3)).toBeLessThanOrEqual(1);
    expect(normalCdf(Number.POSITIVE_INFINITY)).toBe(1);
  });
});

describe("normalQuantile", () => {
  it.each(golden.normalQuantile)("agrees with scipy within 1e-14 times the result at p = %f", (p, x) => {
    expect(Math.abs(normalQuantile(p) - x)).toBeLessThanOrEqual(1e-14 * Math.abs(x));
  });

  it("is inverted by normalCdf", () => {
    for (const p of [0.0003, 0.02, 0.3, 0.5, 0.8, 0.999])
      expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 14);
  });

  it("refuses what is not a probability between 0 and 1", () => {
    expect(() => normalQuantile(0)).toThrow(RangeError);
    expect(() => normalQuantile(1)).toThrow(RangeError);
    expect(() => normalQuantile(Number.NaN)).toThrow(RangeError);
  });
});
