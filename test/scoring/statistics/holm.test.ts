import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holm } from "../../../src/scoring/statistics/holm.ts";
import golden from "../../golden/holm.json" with { type: "json" };

const ps = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });

describe("holm", () => {
  it("multiplies the smallest p by the number of tests, the next by one less, and never decreases", () => {
    expect(holm([0.01, 0.04, 0.03])).toEqual([0.03, 0.06, 0.06]);
  });

  it.each(golden)("agrees with the definition written out in numpy: $p", ({ p, adjusted }) => {
    for (const [index, value] of holm(p).entries()) expect(value).toBeCloseTo(adjusted[index] ?? -1, 14);
  });

  it("leaves one p alone, and no p none", () => {
    expect(holm([0.2])).toEqual([0.2]);
    expect(holm([])).toEqual([]);
  });

  it("lies between p and p times the number of tests, at most 1, in the order of the p values", () => {
    fc.assert(
      fc.property(ps, (values) => {
        const adjusted = holm(values);
        for (const [index, p] of values.entries()) {
          expect(adjusted[index]).toBeGreaterThanOrEqual(p);
          expect(adjusted[index]).toBeLessThanOrEqual(Math.min(1, p * values.length));
          for (const [other, otherP] of values.entries())
            if (p < otherP) expect(adjusted[index]).toBeLessThanOrEqual(adjusted[other] ?? -1);
        }
      }),
    );
  });
});
