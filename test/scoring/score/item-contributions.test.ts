import { describe, expect, test } from "vitest";
import { loadKey } from "../../../src/release/data.ts";
import { itemContributions } from "../../../src/scoring/score/item-contributions.ts";
import { itemRatings } from "../../../src/scoring/score/item-ratings.ts";
import { scoreRun } from "../../../src/scoring/score/score-run.ts";
import { releasedRun } from "../../fixtures/released.ts";

describe.each(["released", "signed"] as const)("under the key %s", (id) => {
  const run = releasedRun("gpt-4o-2024-05-13");
  const contributions = itemContributions(itemRatings(run.responses), loadKey(id));

  test("the contributions of a dimension's items sum to its score", () => {
    const { scores } = scoreRun(run, loadKey(id));
    for (const { dimension, items } of contributions) {
      const sum = items.reduce((total, { contribution }) => total + contribution, 0);
      expect(sum, dimension).toBeCloseTo(scores[dimension]?.centred ?? Number.NaN, 12);
    }
  });

  test("stand from the one that raises most to the one that lowers most", () => {
    for (const { items } of contributions) {
      const effects = items.map(({ contribution }) => contribution);
      expect(effects).toEqual(effects.toSorted((one, other) => other - one));
    }
  });
});

test("a dimension without a rated item has no contribution", () => {
  for (const { items } of itemContributions(new Map(), loadKey("released"))) expect(items).toEqual([]);
});
