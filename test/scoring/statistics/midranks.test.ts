import { expect, it } from "vitest";
import { midranks } from "../../../src/scoring/statistics/midranks.ts";
import golden from "../../golden/spearman.json" with { type: "json" };

it("gives tied values the mean of the ranks that they span", () => {
  expect(midranks([10, 30, 20, 20])).toEqual([1, 4, 2.5, 2.5]);
});

it("agrees with scipy.stats.rankdata", () => {
  expect(midranks(golden.ranks.values)).toEqual(golden.ranks.ranks);
});

it("gives no ranks to no values", () => {
  expect(midranks([])).toEqual([]);
});
