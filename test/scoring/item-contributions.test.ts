import { sum } from "simple-statistics";
import { expect, test } from "vitest";
import { loadItems, loadKey, loadPublishedModels } from "../../src/data.ts";
import { DIMENSIONS } from "../../src/dimensions.ts";
import { KEY_IDS } from "../../src/key.ts";
import { publishedRun } from "../../src/published-run.ts";
import { contributionDifferences, itemContributions } from "../../src/scoring/item-contributions.ts";
import { itemRatings } from "../../src/scoring/item-ratings.ts";
import { scoreRun } from "../../src/scoring/score-run.ts";

const runs = loadPublishedModels()
  .slice(0, 6)
  .map((model) => publishedRun(model, loadItems()));

test("what the items add sums to the score, under every key and for every dimension", () => {
  for (const key of KEY_IDS.map(loadKey))
    for (const run of runs) {
      const { scores } = scoreRun(run, key);
      const ratings = itemRatings(run.responses);
      for (const dimension of DIMENSIONS) {
        const adds = itemContributions(ratings, key, dimension).map((item) => item.adds);
        expect(sum(adds)).toBeCloseTo(scores[dimension]?.centred ?? 0, 12);
      }
    }
});

test("differences item by item sum to the difference of the scores", () => {
  const key = loadKey("released");
  const [one, other] = runs.map((run) => itemContributions(itemRatings(run.responses), key, "Power"));
  const difference = contributionDifferences(one ?? [], other ?? []);
  const scores = runs.map((run) => scoreRun(run, key).scores.Power?.centred ?? Number.NaN);
  expect(sum(difference.map(({ adds }) => adds))).toBeCloseTo(
    (scores[0] ?? Number.NaN) - (scores[1] ?? Number.NaN),
    12,
  );
});

test("without a rated item there is nothing to add", () => {
  expect(itemContributions(new Map(), loadKey("released"), "Power")).toEqual([]);
});

test("contributions of different items cannot be compared", () => {
  expect(() => contributionDifferences([], [{ item: "1008/1", rating: 1, adds: 0 }])).toThrow(RangeError);
});
