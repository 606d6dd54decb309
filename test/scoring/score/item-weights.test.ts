import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DIMENSIONS, VALUES } from "../../../src/instrument/dimensions.ts";
import type { ItemId } from "../../../src/instrument/item.ts";
import { withoutItems } from "../../../src/instrument/key.ts";
import { loadItems, loadKey } from "../../../src/release/data.ts";
import type { Run } from "../../../src/runs/answer.ts";
import { type ItemValues, itemRatings } from "../../../src/scoring/score/item-ratings.ts";
import { itemWeights, MIN_WEIGHED_ITEMS } from "../../../src/scoring/score/item-weights.ts";
import { profileOf, scoreRun } from "../../../src/scoring/score/score-run.ts";
import { clusterRobustSe } from "../../../src/scoring/uncertainty/cluster-robust-se.ts";
import {
  contrastValue,
  querySums,
  scoreContrast,
  subtractSums,
} from "../../../src/scoring/uncertainty/query-sums.ts";
import { whyNoInterval } from "../../../src/scoring/uncertainty/score-intervals.ts";
import { differenceContributions } from "../../../src/scoring/uncertainty/sign-flip.ts";
import { releasedRun, straightLine } from "../../fixtures/released.ts";
import golden from "../../golden/weighted-key.json" with { type: "json" };

const key = loadKey("weighted");
const ids = loadItems().map(({ id }) => id);
const ratingsOf = (model: string) => itemRatings(releasedRun(model).responses);
const withRatings = (ratings: ItemValues): Run => ({
  subject: "made up",
  responses: [...ratings.keys()].map((item) => ({
    item,
    variant: "v1",
    repeat: 0,
    answer: { kind: "rating", rating: 3 },
  })),
});

type Figures = (typeof golden.models)["mistral-small"];

function agreesWithNumpy(ratings: ItemValues, expected: Pick<Figures, "scores" | "se">) {
  const { scores } = profileOf(withRatings(ratings), key, ratings);
  const sums = querySums(ratings, key);
  for (const dimension of DIMENSIONS) {
    const contrast = scoreContrast(sums, dimension);
    expect(scores[dimension]?.centred, dimension).toBeCloseTo(expected.scores[dimension], 9);
    expect(contrastValue(contrast), dimension).toBeCloseTo(expected.scores[dimension], 9);
    expect(clusterRobustSe(contrast).se, dimension).toBeCloseTo(expected.se[dimension], 9);
  }
}

describe("a score under the weighted key", () => {
  it.each(Object.entries(golden.models))(
    "agrees with numpy, and so does its error, for %s",
    (model, expected) => {
      agreesWithNumpy(ratingsOf(model), expected);
    },
  );

  it("has weights made anew for the items that are rated", () => {
    const rated = new Map(
      [...ratingsOf("gpt-4o-2024-05-13")].filter(([item]) => ids.indexOf(item) % 3 !== 0),
    );
    agreesWithNumpy(rated, golden.partial);
  });

  it("has the error of a difference from rating differences", () => {
    const [a, b] = [ratingsOf("claude-3-opus-20240229"), ratingsOf("gpt-4o-2024-05-13")];
    const sums = subtractSums(querySums(a, key), querySums(b, key));
    for (const dimension of DIMENSIONS) {
      const contrast = scoreContrast(sums, dimension);
      expect(contrastValue(contrast), dimension).toBeCloseTo(golden.difference.scores[dimension], 9);
      expect(clusterRobustSe(contrast).se, dimension).toBeCloseTo(golden.difference.se[dimension], 9);
      const added = differenceContributions(contrast).reduce((sum, contribution) => sum + contribution, 0);
      expect(added).toBeCloseTo(contrastValue(contrast), 12);
    }
  });

  it("is 0 for who follows people's means, at any level and slope", () => {
    const human = key.kind === "weighing" ? [...key.loadings] : [];
    fc.assert(
      fc.property(
        fc.double({ min: -2, max: 2, noNaN: true }),
        fc.integer({ min: -3, max: 3 }),
        (slope, level) => {
          const ratings = new Map(
            human.map(([item, { human: mean }]): [ItemId, number] => [item, level + slope * mean]),
          );
          const { scores } = profileOf(withRatings(ratings), key, ratings);
          for (const value of VALUES) expect(scores[value]?.centred).toBeCloseTo(0, 9);
        },
      ),
      { numRuns: 20 },
    );
  });

  it("is 0 with an error of 0 for a constant responder", () => {
    const { scores } = scoreRun(straightLine(ids, 4), key);
    expect(scores.Power?.centred).toBeCloseTo(0, 12);
    expect(scores.Power).toMatchObject({ mean: undefined, sd: undefined, n: 520 });
  });

  it("is not there with fewer items than the key takes", () => {
    const some = new Map([...ratingsOf("mistral-small")].slice(0, MIN_WEIGHED_ITEMS - 1));
    expect(profileOf(withRatings(some), key, some).scores).toEqual({});
    expect(whyNoInterval(scoreContrast(querySums(some, key), "Power"))).toBe("too_few_items");
    expect(itemWeights(key, "Power", new Set(some.keys())).size).toBe(0);
  });

  it("leaves out what is taken from the key", () => {
    const ratings = ratingsOf("mistral-small");
    const left = ids.slice(0, 30);
    const without = new Map([...ratings].filter(([item]) => !left.includes(item)));
    expect(profileOf(withRatings(ratings), withoutItems(key, left), ratings).scores.Power?.centred).toBe(
      profileOf(withRatings(without), key, without).scores.Power?.centred,
    );
  });
});

describe("itemWeights", () => {
  it("adds up to the score under every kind of key, but for a constant", () => {
    const [a, b] = [ratingsOf("claude-3-opus-20240229"), ratingsOf("gpt-4o-2024-05-13")];
    for (const id of ["released", "signed", "weighted"] as const) {
      const weights = itemWeights(loadKey(id), "Benevolence", new Set(ids));
      const weighted = [...weights].reduce(
        (sum, [item, weight]) => sum + weight * ((a.get(item) ?? Number.NaN) - (b.get(item) ?? Number.NaN)),
        0,
      );
      const [one, other] = [a, b].map((ratings) => profileOf(withRatings(ratings), loadKey(id), ratings));
      const difference = (one?.scores.Benevolence?.centred ?? 0) - (other?.scores.Benevolence?.centred ?? 0);
      expect(weighted, id).toBeCloseTo(difference, 12);
    }
  });
});
