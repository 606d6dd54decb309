import { expect, it } from "vitest";
import { percentileInterval } from "../../../src/scoring/statistics/quantile-interval.ts";
import golden from "../../golden/spearman.json" with { type: "json" };

it.each(golden.quantiles.intervals)("agrees with numpy.quantile at level $level", ({ level, bounds }) => {
  const interval = percentileInterval(golden.quantiles.sample, level);
  expect(interval?.lower).toBeCloseTo(bounds[0] ?? Number.NaN, 12);
  expect(interval?.upper).toBeCloseTo(bounds[1] ?? Number.NaN, 12);
});

it("leaves out replicates in which the statistic is undefined", () => {
  expect(percentileInterval([5, Number.NaN, 1, 3, 2, 4], 0.5)).toEqual({ lower: 2, upper: 4 });
});

it("is undefined when no replicate is defined", () => {
  expect(percentileInterval([Number.NaN], 0.95)).toBeUndefined();
});

it("refuses a level in percent", () => {
  expect(() => percentileInterval([1, 2], 95)).toThrow(RangeError);
});
