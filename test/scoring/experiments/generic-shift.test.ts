import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { genericShift } from "../../../src/scoring/experiments/generic-shift.ts";
import { estimatesOf } from "../../../src/scoring/experiments/shift.ts";

const effects = (...estimates: number[]) => estimates.map((estimate) => ({ estimate }));

describe("genericShift", () => {
  it("is the mean, its share of the squares, and what is left", () => {
    const found = genericShift([effects(1, 0), effects(3, 0)]);
    expect(found.mean).toEqual([2, 0]);
    expect(found.share).toBe(8 / 10);
    expect(found.leaveOneOut).toEqual([1, 1]);
    expect(found.without.map(estimatesOf)).toEqual([
      [-1, 0],
      [1, 0],
    ]);
  });

  it("has no intervals after something was taken out of the estimates", () => {
    const condition = [{ estimate: 1, interval: { lower: 0.5, upper: 1.5 } }];
    expect(genericShift([condition, condition]).without).toEqual([[{ estimate: 0 }], [{ estimate: 0 }]]);
  });

  it("takes away whatever is added to all conditions alike", () => {
    const shift = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(shift, { minLength: 2, maxLength: 6 }), shift, (shifts, common) => {
        const moved = shifts.map((one) => one.map((estimate, index) => estimate + (common[index] ?? 0)));
        const [before, after] = [shifts, moved].map(
          (all) => genericShift(all.map((one) => effects(...one))).without,
        );
        for (const [row, kept] of (before ?? []).entries())
          for (const [place, { estimate }] of kept.entries())
            expect(after?.[row]?.[place]?.estimate).toBeCloseTo(estimate, 12);
      }),
    );
  });

  it("needs two conditions", () => {
    expect(() => genericShift([effects(1)])).toThrow(RangeError);
  });
});
