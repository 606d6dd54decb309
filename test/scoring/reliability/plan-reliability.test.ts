import { describe, expect, it } from "vitest";
import { DIMENSIONS } from "../../../src/instrument/dimensions.ts";
import { loadItems, loadKey } from "../../../src/release/data.ts";
import { planReliability, studyModels } from "../../../src/scoring/reliability/plan-reliability.ts";
import { completeRuns } from "../../fixtures/answers.ts";

const key = loadKey("released");
const studies = studyModels(completeRuns, key);
const all = new Set(loadItems().map(({ id }) => id));
const half = new Set(loadItems().flatMap(({ id, query }) => (query.portrait % 2 === 0 ? id : [])));
const median = (items: ReadonlySet<string>, variants: number) =>
  planReliability(studies, key, { items, variants }).map(
    ({ newPrompts }) => newPrompts?.median ?? Number.NaN,
  );

describe("planReliability", () => {
  it("expects standard errors of .1 to .3 for the ten values from the whole instrument", () => {
    const plan = planReliability(studies, key, { items: all, variants: 6 });
    expect(plan.map(({ dimension }) => dimension)).toEqual(DIMENSIONS);
    for (const { samePrompts } of plan.slice(0, 10)) {
      expect(samePrompts?.median).toBeGreaterThan(0.08);
      expect(samePrompts?.median).toBeLessThan(0.35);
      expect(samePrompts?.models).toBeGreaterThan(30);
    }
  });

  it("expects larger ones from fewer prompts or fewer queries", () => {
    const whole = median(all, 6);
    for (const [index, se] of median(all, 1).entries()) expect(se).toBeGreaterThan(whole[index] ?? 0);
    for (const [index, se] of median(half, 6).entries()) expect(se).toBeGreaterThan(whole[index] ?? 0);
  });

  it("leaves out dimensions that have no item, or nothing to be compared with", () => {
    const power = new Set(key.items.Power.map(({ item }) => item));
    const dimensions = planReliability(studies, key, { items: power, variants: 6 }).map(
      ({ dimension }) => dimension,
    );
    expect(dimensions).not.toContain("Power");
    expect(dimensions).toContain("Achievement");
  });
});
