import { describe, expect, it } from "vitest";
import { studentQuantile, twoSidedP } from "../../../src/scoring/statistics/student-t.ts";
import distributions from "../../golden/distributions.json" with { type: "json" };
import golden from "../../golden/spearman.json" with { type: "json" };

describe("twoSidedP", () => {
  it.each(golden.twoSidedP)("agrees with scipy at t = $t with $df degrees of freedom", ({ t, df, p }) => {
    expect(Math.abs(twoSidedP(t, df) - p)).toBeLessThan(1e-14);
  });

  it("is .05 at the tabled critical values", () => {
    expect(twoSidedP(12.706204736432095, 1)).toBeCloseTo(0.05, 10);
    expect(twoSidedP(-2.2281388519649385, 10)).toBeCloseTo(0.05, 10);
  });

  it("is 1 at t = 0 and 0 at an infinite t", () => {
    expect(twoSidedP(0, 7)).toBe(1);
    expect(twoSidedP(Number.POSITIVE_INFINITY, 8)).toBe(0);
  });

  it("refuses degrees of freedom for which the sums do not hold", () => {
    expect(() => twoSidedP(1, 2.5)).toThrow(RangeError);
    expect(() => twoSidedP(1, 0)).toThrow(RangeError);
  });
});

describe("studentQuantile", () => {
  it.each(distributions.studentQuantile)(
    "agrees with scipy at p = %f with %i degrees of freedom",
    (p, df, t) => {
      expect(Math.abs(studentQuantile(p, df) - t)).toBeLessThanOrEqual(1e-12 * Math.max(1, t));
    },
  );

  it("refuses lower halves and degrees of freedom that are not whole", () => {
    expect(() => studentQuantile(0.025, 4)).toThrow(RangeError);
    expect(() => studentQuantile(1, 4)).toThrow(RangeError);
    expect(() => studentQuantile(0.975, 0)).toThrow(RangeError);
  });
});
