import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { spearmanBrown } from "../../../src/scoring/statistics/spearman-brown.ts";

const correlations = fc.double({ min: -1, max: 1, noNaN: true });

describe("spearmanBrown", () => {
  it("steps a half up to the whole", () => {
    expect(spearmanBrown(0.5)).toBeCloseTo(2 / 3, 12);
    expect(spearmanBrown(0.6)).toBeCloseTo(0.75, 12);
  });

  it("gives a test of another length", () => {
    expect(spearmanBrown(0.25, 6)).toBeCloseTo(1.5 / 2.25, 12);
    expect(spearmanBrown(0.75, 0.5)).toBeCloseTo(0.6, 12);
  });

  it("keeps the sign of a negative correlation and stays within -1 to 1", () => {
    expect(spearmanBrown(-0.5)).toBe(-spearmanBrown(0.5));
    fc.assert(fc.property(correlations, (r) => Math.abs(spearmanBrown(r)) <= 1 + 1e-12));
  });

  it("is undone by the inverse length", () => {
    fc.assert(
      fc.property(correlations, fc.double({ min: 0.1, max: 10, noNaN: true }), (r, times) => {
        expect(spearmanBrown(Math.max(-1, Math.min(1, spearmanBrown(r, times))), 1 / times)).toBeCloseTo(
          r,
          8,
        );
      }),
    );
  });

  it("refuses what is no correlation and no length", () => {
    expect(() => spearmanBrown(1.1)).toThrow(RangeError);
    expect(() => spearmanBrown(Number.NaN)).toThrow(RangeError);
    expect(() => spearmanBrown(0.5, 0)).toThrow(RangeError);
  });
});
