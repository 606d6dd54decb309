import { sum } from "simple-statistics";
import { describe, expect, test } from "vitest";
import { DIMENSIONS } from "../../../src/instrument/dimensions.ts";
import { KEY_IDS } from "../../../src/instrument/key.ts";
import { loadKey, loadReleasedModels } from "../../../src/release/data.ts";
import { contributionDifferences, itemContributions } from "../../../src/scoring/score/item-contributions.ts";
import { itemRatings } from "../../../src/scoring/score/item-ratings.ts";
import { scoreRun } from "../../../src/scoring/score/score-run.ts";
import { releasedRun } from "../../fixtures/released.ts";

describe.each(["released", "signed"] as const)("under the key %s", (id) => {
  const run = releasedRun("gpt-4o-2024-05-13");
  const contributions = itemContributions(itemRatings(run.responses), loadKey(id));

  test("the contributions of a dimension's items sum to its score", () => {
    const { scores } = scoreRun(run, loadKey(id));
    for (const { dimension, items } of contributions) {
      const total = sum(items.map(({ contribution }) => contribution));
      expect(total, dimension).toBeCloseTo(scores[dimension]?.centred ?? Number.NaN, 12);
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

const runs = loadReleasedModels()
  .slice(0, 2)
  .map(({ model }) => releasedRun(model));

test("item by item the differences sum to the difference of the scores, under every key", () => {
  for (const key of KEY_IDS.map(loadKey)) {
    const scores = runs.map((run) => scoreRun(run, key).scores);
    const [one = [], other = []] = runs.map((run) => itemContributions(itemRatings(run.responses), key));
    for (const [index, dimension] of DIMENSIONS.entries()) {
      const differences = contributionDifferences(one[index]?.items ?? [], other[index]?.items ?? []);
      const expected = (scores[0]?.[dimension]?.centred ?? 0) - (scores[1]?.[dimension]?.centred ?? 0);
      expect(sum(differences.map(({ contribution }) => contribution))).toBeCloseTo(expected, 12);
    }
  }
});

test("contributions of different items cannot be compared", () => {
  const contribution = (item: string) => [{ item, rating: 1, reversed: false, contribution: 0 }];
  expect(() => contributionDifferences([], contribution("1008/1"))).toThrow(RangeError);
  expect(() => contributionDifferences(contribution("1008/2"), contribution("1008/1"))).toThrow(RangeError);
});
