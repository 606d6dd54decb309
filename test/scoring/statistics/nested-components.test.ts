import fc from "fast-check";
import { sampleVariance } from "simple-statistics";
import { describe, expect, it } from "vitest";
import { nestedComponents } from "../../../src/scoring/statistics/nested-components.ts";

describe("nestedComponents", () => {
  it("can be computed by hand for clusters of one size", () => {
    // MS within 2, MS between 2 (2^2 + 2^2) = 16, so between (16 - 2) / 2.
    expect(nestedComponents([1, 3, 5, 7], ["a", "a", "b", "b"])).toEqual({ between: 7, within: 2 });
  });

  it("can be computed by hand for clusters of several sizes", () => {
    // MS within 2 on 1 degree, MS between 2 (4/3)^2 + (8/3)^2 = 32/3, n0 = 3 - 5/3 = 4/3, (32/3 - 2) / (4/3) = 6.5.
    const { between, within } = nestedComponents([1, 3, 6], ["a", "a", "b"]);
    expect(within).toBeCloseTo(2, 12);
    expect(between).toBeCloseTo(6.5, 12);
  });

  it("is negative between clusters that are more alike than their members", () => {
    expect(nestedComponents([1, 5, 1, 5], ["a", "a", "b", "b"]).between).toBeLessThan(0);
  });

  it("cannot tell the two apart with one value in every cluster", () => {
    expect(nestedComponents([1, 3, 5], ["a", "b", "c"])).toEqual({ between: undefined, within: 4 });
  });

  it("has no variance between clusters when there is one, and none at all for one value or none", () => {
    expect(nestedComponents([], [])).toEqual({ between: undefined, within: undefined });
    expect(nestedComponents([1, 3], ["a", "a"])).toEqual({ between: undefined, within: 2 });
    expect(nestedComponents([1], ["a"])).toEqual({ between: undefined, within: undefined });
  });

  it("does not depend on level or order, and has the square of the values' unit", () => {
    const values = fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.constantFrom("a", "b", "c")), {
      minLength: 8,
    });
    fc.assert(
      fc.property(values, (rows) => {
        const found = nestedComponents(
          rows.map(([value]) => value),
          rows.map(([, cluster]) => cluster),
        );
        const moved = rows.toReversed();
        const other = nestedComponents(
          moved.map(([value]) => 3 * value + 2),
          moved.map(([, cluster]) => cluster),
        );
        if (found.within !== undefined) expect(other.within).toBeCloseTo(9 * found.within, 8);
        if (found.between !== undefined) expect(other.between).toBeCloseTo(9 * found.between, 8);
      }),
    );
  });

  it("has components that add up to the sample variance for clusters of one", () => {
    expect(nestedComponents([2, 4, 9], [1, 2, 3]).within).toBeCloseTo(sampleVariance([2, 4, 9]), 12);
  });
});
