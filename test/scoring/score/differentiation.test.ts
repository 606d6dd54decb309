import { describe, expect, it } from "vitest";
import { DIMENSIONS } from "../../../src/instrument/dimensions.ts";
import { loadItems, loadKey, loadPeople } from "../../../src/release/data.ts";
import { differentiationText } from "../../../src/report/axis-text.ts";
import { compareRuns } from "../../../src/scoring/compare/compare-runs.ts";
import { differentiation, explainedByDifferentiation } from "../../../src/scoring/score/differentiation.ts";
import { itemRatings } from "../../../src/scoring/score/item-ratings.ts";
import { releasedRun } from "../../fixtures/released.ts";
import golden from "../../golden/weighted-key.json" with { type: "json" };

const people = loadPeople();
const ids = loadItems().map(({ id }) => id);

describe("differentiation", () => {
  it.each(Object.entries(golden.slopes))("of %s agrees with numpy", (model, slope) => {
    expect(differentiation(itemRatings(releasedRun(model).responses), people)).toBeCloseTo(slope, 9);
  });

  it("is 1 for people themselves, 0 for one answer to everything, and nothing without items", () => {
    expect(differentiation(people, people)).toBeCloseTo(1, 12);
    expect(differentiation(new Map(ids.map((id) => [id, 4])), people)).toBeCloseTo(0, 12);
    expect(differentiation(new Map([["1003/1", 4]]), people)).toBeUndefined();
  });
});

it("spans over the released models what every face says beside a run's", () => {
  const slopes = Object.values(golden.slopes);
  const text = (slope: number) => slope.toFixed(2).slice(1);
  expect(differentiationText(0.5)).toContain(
    `released ${text(Math.min(...slopes))} to ${text(Math.max(...slopes))}`,
  );
});

describe("explainedByDifferentiation", () => {
  const [opus, gpt] = ["claude-3-opus-20240229", "gpt-4o-2024-05-13"].map(releasedRun);
  const compare = (id: "released" | "signed" | "weighted") =>
    compareRuns(opus as never, gpt as never, loadKey(id), { margin: 0.3, seed: 42, resamples: 100, people });

  it.each(["released", "signed"] as const)("agrees with numpy under the key %s", (id) => {
    const { dimensions, differentiation: slopes } = compare(id);
    expect(slopes?.a).toBeGreaterThan(slopes?.b ?? 1);
    for (const dimension of DIMENSIONS)
      expect(dimensions[dimension], dimension).toMatchObject({
        explained: expect.closeTo(golden.explained[id][dimension], 9),
      });
  });

  it("is 0 under the weighted key", () => {
    for (const row of Object.values(compare("weighted").dimensions))
      expect(row).toMatchObject({ explained: expect.closeTo(0, 9) });
  });

  it("is undefined where there is no score, and not told without people's means", () => {
    const none = new Set<string>();
    expect(explainedByDifferentiation(1, people, loadKey("released"), "Power", none)).toBeUndefined();
    const told = compareRuns(opus as never, gpt as never, loadKey("released"), {
      margin: 0.3,
      seed: 42,
      resamples: 100,
    });
    expect(told.differentiation).toBeUndefined();
    expect(told.dimensions.Power).toMatchObject({ explained: undefined });
  });
});
