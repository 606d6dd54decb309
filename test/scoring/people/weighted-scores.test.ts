import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DIMENSIONS } from "../../../src/instrument/dimensions.ts";
import { dimensionsByItem, KEY_IDS } from "../../../src/instrument/key.ts";
import { loadKey } from "../../../src/release/data.ts";
import { planScores, weightedScores } from "../../../src/scoring/people/weighted-scores.ts";
import { itemRatings } from "../../../src/scoring/score/item-ratings.ts";
import { scoreRun } from "../../../src/scoring/score/score-run.ts";
import { releasedRun } from "../../fixtures/released.ts";

describe("weightedScores", () => {
  it.each(KEY_IDS)("is scoreRun's centred score when every item counts once, key %s", (id) => {
    const key = loadKey(id);
    const run = releasedRun("mistral-small");
    const ratings = itemRatings(run.responses);
    const items = [...dimensionsByItem(key).keys()].filter((item) => ratings.has(item));
    const scores = weightedScores(
      planScores(key, items),
      Float64Array.from(items, (item) => ratings.get(item) ?? Number.NaN),
      new Float64Array(items.length).fill(1),
    );
    const profile = scoreRun(run, key);
    for (const [column, dimension] of DIMENSIONS.entries())
      expect(scores[column]).toBeCloseTo(profile.scores[dimension]?.centred ?? Number.NaN, 12);
  });

  it("does not change when all weights are multiplied", () => {
    const key = loadKey("signed");
    const items = [...dimensionsByItem(key).keys()];
    const plan = planScores(key, items);
    const ratings = Float64Array.from(items, (_, index) => 1 + (index % 6));
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 9 }), (factor) => {
        const once = weightedScores(plan, ratings, new Float64Array(items.length).fill(1));
        const often = weightedScores(plan, ratings, new Float64Array(items.length).fill(factor));
        for (const [column, score] of once.entries()) expect(often[column]).toBeCloseTo(score, 10);
      }),
    );
  });

  it("is not a number where no item of a dimension has weight", () => {
    const key = loadKey("released");
    const items = key.items.Neuroticism.map(({ item }) => item);
    const scores = weightedScores(
      planScores(key, items),
      new Float64Array(items.length).fill(4),
      new Float64Array(items.length).fill(1),
    );
    expect(scores[DIMENSIONS.indexOf("Neuroticism")]).toBe(0);
    expect(scores[DIMENSIONS.indexOf("Security")]).toBeNaN();
  });
});
