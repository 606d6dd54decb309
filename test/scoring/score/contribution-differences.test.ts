import { sum } from "simple-statistics";
import { expect, test } from "vitest";
import { DIMENSIONS } from "../../../src/instrument/dimensions.ts";
import { KEY_IDS } from "../../../src/instrument/key.ts";
import { loadItems, loadKey, loadPublishedModels } from "../../../src/release/data.ts";
import { publishedRun } from "../../../src/release/released-run.ts";
import { contributionDifferences } from "../../../src/scoring/score/contribution-differences.ts";
import { itemContributions } from "../../../src/scoring/score/item-contributions.ts";
import { itemRatings } from "../../../src/scoring/score/item-ratings.ts";
import { scoreRun } from "../../../src/scoring/score/score-run.ts";

const runs = loadPublishedModels()
  .slice(0, 2)
  .map((model) => publishedRun(model, loadItems()));

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
