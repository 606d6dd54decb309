import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cosine } from "../../../src/scoring/statistics/cosine.ts";

const numbers = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 10, maxLength: 10 });

describe("cosine", () => {
  it("is 1 for one direction whatever the lengths, -1 for the opposite, 0 at a right angle", () => {
    expect(cosine([1, 2], [3, 6])).toBeCloseTo(1, 15);
    expect(cosine([1, 2], [-0.1, -0.2])).toBeCloseTo(-1, 15);
    expect(cosine([1, 0], [0, 4])).toBe(0);
    expect(cosine([1, 0], [1, 1])).toBeCloseTo(Math.SQRT1_2, 15);
  });

  it("is not there when one side did not move", () => {
    expect(cosine([0, 0], [1, 2])).toBeUndefined();
    expect(() => cosine([1], [1, 2])).toThrow(RangeError);
  });

  it("lies between -1 and 1, and is the same both ways", () => {
    fc.assert(
      fc.property(numbers, numbers, (ones, others) => {
        const found = cosine(ones, others);
        expect(cosine(others, ones)).toEqual(found);
        if (found !== undefined) expect(Math.abs(found)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
