import { describe, expect, it } from "vitest";
import { acceleration, bcaInterval } from "../../../src/scoring/uncertainty/bca-interval.ts";

const ascending = Array.from({ length: 1001 }, (_, index) => index - 500);

describe("bcaInterval", () => {
  it("is the percentile interval when resamples lie evenly about the estimate and nothing is skewed", () => {
    const interval = bcaInterval(ascending, { estimate: 0, acceleration: 0, level: 0.9 });
    expect(interval?.lower).toBeCloseTo(-450, 9);
    expect(interval?.upper).toBeCloseTo(450, 9);
  });

  it("moves up when most resamples lie below the estimate", () => {
    const { lower, upper } = bcaInterval(ascending, { estimate: 100, acceleration: 0, level: 0.9 }) ?? {};
    expect(lower).toBeGreaterThan(-450);
    expect(upper).toBeGreaterThan(450);
  });

  it("reaches further to the side of the skew", () => {
    const { lower, upper } = bcaInterval(ascending, { estimate: 0, acceleration: 0.1, level: 0.9 }) ?? {};
    expect(lower).toBeGreaterThan(-450);
    expect(upper).toBeGreaterThan(450);
  });

  it("counts resamples that equal the estimate half below it, so a constant keeps its value", () => {
    expect(bcaInterval([2, 2, 2], { estimate: 2, acceleration: 0, level: 0.95 })).toEqual({
      lower: 2,
      upper: 2,
    });
  });

  it("is undefined when all resamples lie on one side of the estimate", () => {
    expect(bcaInterval(ascending, { estimate: 501, acceleration: 0, level: 0.95 })).toBeUndefined();
    expect(bcaInterval(ascending, { estimate: -501, acceleration: 0, level: 0.95 })).toBeUndefined();
  });
});

describe("acceleration", () => {
  const against = { sums: Float64Array.of(3, 3, 3, 3), counts: Float64Array.of(1, 1, 1, 1) };

  it("is the third moment of leaving one query out, scaled", () => {
    // Means without each query: 2, 5/3, 5/3, 5/3 minus 3; deviations from their mean -1/4, 1/12 three times.
    const of = { sums: Float64Array.of(1, 2, 2, 2), counts: Float64Array.of(1, 1, 1, 1) };
    const cubes = -(1 / 64) + 3 / 1728;
    const squares = 1 / 16 + 3 / 144;
    expect(acceleration({ of, against })).toBeCloseTo(cubes / (6 * squares ** 1.5), 12);
  });

  it("is 0 when no query changes anything", () => {
    expect(acceleration({ of: against, against })).toBe(0);
  });
});
