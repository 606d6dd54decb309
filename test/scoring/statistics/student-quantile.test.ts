import { describe, expect, it } from "vitest";
import { studentQuantile } from "../../../src/scoring/statistics/student-quantile.ts";
import golden from "../../golden/distributions.json" with { type: "json" };

describe("studentQuantile", () => {
  it.each(golden.studentQuantile)("agrees with scipy at p = %f with %i degrees of freedom", (p, df, t) => {
    expect(Math.abs(studentQuantile(p, df) - t)).toBeLessThanOrEqual(1e-12 * Math.max(1, t));
  });

  it("refuses lower halves and degrees of freedom that are not whole", () => {
    expect(() => studentQuantile(0.025, 4)).toThrow(RangeError);
    expect(() => studentQuantile(1, 4)).toThrow(RangeError);
    expect(() => studentQuantile(0.975, 0)).toThrow(RangeError);
  });
});
