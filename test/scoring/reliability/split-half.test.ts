import { describe, expect, it } from "vitest";
import { DIMENSIONS, type Dimension, VALUES } from "../../../src/instrument/dimensions.ts";
import { seededRandom } from "../../../src/lib/random.ts";
import { loadKey } from "../../../src/release/data.ts";
import {
  halfCorrelation,
  modelSums,
  splitHalf,
  splittableScore,
} from "../../../src/scoring/reliability/split-half.ts";
import { itemRatings } from "../../../src/scoring/score/item-ratings.ts";
import type { QuerySums } from "../../../src/scoring/uncertainty/query-sums.ts";
import { completeRuns, madeUpRun } from "../../fixtures/answers.ts";
import quality from "../../golden/key-quality.json" with { type: "json" };
import golden from "../../golden/reliability.json" with { type: "json" };

const key = loadKey("released");
const ratings = completeRuns.map(({ responses }) => itemRatings(responses));
const even = itemRatings(madeUpRun(() => "4").responses);
const released = modelSums(ratings, key);
const scoresOf = (models: readonly QuerySums[], dimension: Dimension) =>
  models.map((sums) => splittableScore(sums, dimension));
const everyOther = Uint16Array.from({ length: 52 }, (_, index) => 2 * index);

describe("halfCorrelation", () => {
  it.each(["released", "signed"] as const)(
    "agrees with numpy when every other query is a half, key %s",
    (id) => {
      const models = modelSums(ratings, loadKey(id));
      for (const dimension of DIMENSIONS)
        expect(halfCorrelation(scoresOf(models, dimension), everyOther)).toBeCloseTo(
          golden.oddEven[id][dimension],
          10,
        );
    },
  );

  it("does not depend on which half comes first", () => {
    const others = Uint16Array.from({ length: 52 }, (_, index) => 2 * index + 1);
    const scores = scoresOf(released, "Benevolence");
    expect(halfCorrelation(scores, others)).toBeCloseTo(
      halfCorrelation(scores, everyOther) ?? Number.NaN,
      10,
    );
  });

  it("is undefined when a half has no keyed item, or all models score the same", () => {
    expect(halfCorrelation(scoresOf(released, "Neuroticism"), Uint16Array.of(0))).toBeUndefined();
    const alike = scoresOf(modelSums([even, even], key), "Power");
    expect(halfCorrelation(alike, everyOther)).toBeUndefined();
  });
});

describe("splitHalf", () => {
  const found = splitHalf(ratings, key, { splits: 300, random: seededRandom(1) });

  it.each(Object.entries(golden.randomHalves))(
    "has the mean correlation of numpy's random halves on %s",
    (name, r) => {
      const dimension = DIMENSIONS.find((one) => one === name) ?? "Power";
      const { correlation, sd, splits } = found[dimension];
      expect(Math.abs((correlation ?? Number.NaN) - r)).toBeLessThan((4 * (sd ?? 0)) / Math.sqrt(splits));
    },
  );

  it("finds the reliabilities that the key for released scores is known for", () => {
    expect(found.Self_Direction.reliability).toBeCloseTo(0.47, 1);
    expect(found.Hedonism.reliability).toBeLessThan(0);
  });

  it("counts the splits that leave a half without a keyed item", () => {
    expect(found.Power.skipped).toBe(0);
    expect(found.Neuroticism.skipped).toBeGreaterThan(0);
    for (const dimension of DIMENSIONS) expect(found[dimension].splits + found[dimension].skipped).toBe(300);
  });

  it("gives the same result for the same seed", () => {
    const again = () => splitHalf(ratings, key, { splits: 5, random: seededRandom(3) });
    expect(again()).toEqual(again());
  });

  it("has no correlation without models", () => {
    const { Power } = splitHalf([], key, { splits: 3, random: seededRandom(1) });
    expect(Power).toEqual({
      correlation: undefined,
      sd: undefined,
      reliability: undefined,
      splits: 0,
      skipped: 3,
    });
  });
});

it("is under the weighted key what weights made anew for each half give", { tags: "slow" }, () => {
  const halves = splitHalf(ratings, loadKey("weighted"), { splits: 300, random: seededRandom(42) });
  for (const value of VALUES)
    expect(
      Math.abs((halves[value].reliability ?? 0) - quality.weighted.reliability[value]),
      value,
    ).toBeLessThan(0.03);
});
