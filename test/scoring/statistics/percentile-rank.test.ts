import { expect, it } from "vitest";
import { percentileRank } from "../../../src/scoring/statistics/percentile-rank.ts";
import golden from "../../golden/spearman.json" with { type: "json" };

it.each(golden.percentileRank)(
  "puts $score where scipy.stats.percentileofscore puts it",
  ({ score, rank }) => {
    expect(percentileRank(score, golden.ranks.values)).toBeCloseTo(rank, 10);
  },
);

it("is 0 below and 100 above all others", () => {
  expect(percentileRank(0, [1, 2])).toBe(0);
  expect(percentileRank(3, [1, 2])).toBe(100);
});

it("is undefined without others", () => {
  expect(percentileRank(1, [])).toBeUndefined();
});
