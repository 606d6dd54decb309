import { describe, expect, it } from "vitest";
import { KEY_IDS } from "../../../src/instrument/key.ts";
import { loadItems, loadKey, loadSurvey } from "../../../src/release/data.ts";
import type { Run } from "../../../src/runs/answer.ts";
import { compareWithHumans } from "../../../src/scoring/people/compare-with-humans.ts";
import { itemRatings } from "../../../src/scoring/score/item-ratings.ts";
import type { Profile } from "../../../src/scoring/score/profile.ts";
import { completeRuns } from "../../fixtures/answers.ts";
import { completeProfiles, releasedRun, straightLine } from "../../fixtures/released.ts";
import golden from "../../golden/human.json" with { type: "json" };
import weighted from "../../golden/weighted-key.json" with { type: "json" };

const survey = loadSurvey();

function compared(run: Run, key = loadKey("released"), released: readonly Profile[] = []) {
  return compareWithHumans({ subject: run.subject, ratings: itemRatings(run.responses) }, survey, key, {
    released,
  });
}

describe("compareWithHumans", () => {
  it.each(golden.comparisons)("agrees with numpy for $model under $key", ({ model, key, rows }) => {
    const id = key === "signed" ? "signed" : "released";
    const ratios = compared(releasedRun(model), loadKey(id)).map((row) => {
      const { difference, closedFormSe, p, se } = rows[row.dimension];
      expect(row.difference, row.dimension).toBeCloseTo(difference, 12);
      expect(row.difference).toBeCloseTo(row.model - row.human, 12);
      expect(row.test?.error.se, row.dimension).toBeCloseTo(closedFormSe, 12);
      expect(row.test?.p, row.dimension).toBeCloseTo(p, 10);
      return (row.test?.error.se ?? Number.NaN) / se;
    });
    // The bootstrap draws raters and queries at once, so that it counts the raters' share of a query drawn twice.
    for (const ratio of ratios) expect(ratio).toBeGreaterThan(0.85);
    for (const ratio of ratios) expect(ratio).toBeLessThan(1.06);
  });

  it.each(KEY_IDS)("scores people as numpy does, key %s", (id) => {
    const expected = { ...golden.scores, weighted: weighted.people.scores }[id];
    for (const { dimension, human } of compared(releasedRun("qwen-max"), loadKey(id)))
      expect(human, dimension).toBeCloseTo(expected[dimension], 9);
  });

  it("widens the interval by Student's t where queries are few", () => {
    const rows = compared(releasedRun("gpt-4o-2024-05-13"));
    const reach = (name: string) => {
      const row = rows.find(({ dimension }) => dimension === name);
      return {
        queries: row?.queries,
        t: ((row?.test?.interval.upper ?? 0) - (row?.difference ?? 0)) / (row?.test?.error.se ?? 0),
      };
    };
    expect(reach("Neuroticism").queries).toBe(5);
    expect(reach("Neuroticism").t).toBeCloseTo(2.7764451051977943, 9);
    expect(reach("Agreeableness").t).toBeLessThan(2.02);
  });

  it("tells nobody apart from people where adjusted p is not below .05, and somebody where it is", () => {
    const tests = completeRuns.flatMap((run) => compared(run).flatMap(({ test }) => test ?? []));
    const apart = tests.filter(({ verdict }) => verdict === "higher" || verdict === "lower");
    expect(apart.length).toBeGreaterThan(0);
    for (const { adjustedP, interval } of apart) {
      expect(adjustedP).toBeLessThan(0.05);
      expect(interval.lower > 0 || interval.upper < 0).toBe(true);
    }
  });

  it("has no test where all rated items belong to one query", () => {
    const rows = compared(straightLine(["4024/1", "4024/4", "2012/1"], 4));
    expect(rows.find(({ dimension }) => dimension === "Security")).toMatchObject({
      queries: 1,
      test: undefined,
    });
  });

  it("ranks a released model among the others, not among itself", () => {
    const key = loadKey("released");
    const released = completeProfiles(key);
    const rows = compared(releasedRun("claude-3-opus-20240229"), key, released);
    const own = released.find(({ subject }) => subject === "claude-3-opus-20240229");
    const others = released.filter((profile) => profile !== own);
    const below = others.filter(
      ({ scores }) => (scores.Benevolence?.centred ?? 0) < (own?.scores.Benevolence?.centred ?? 0),
    );
    const row = rows.find(({ dimension }) => dimension === "Benevolence");
    expect(row?.percentile).toBeCloseTo((100 * below.length) / 32, 10);
  });

  it("compares on the items that the model rated, and has no row where it rated none", () => {
    const key = loadKey("released");
    const rated = key.items.Security.map(({ item }) => item).slice(0, 5);
    const rows = compared(straightLine(rated, 4), key);
    const security = rows.find(({ dimension }) => dimension === "Security");
    expect(security).toMatchObject({ items: 5, model: 0 });
    expect(security?.percentile).toBeUndefined();
    expect(rows.some(({ dimension }) => dimension === "Neuroticism")).toBe(false);
  });

  it("refuses released profiles under another key", () => {
    const run = straightLine(
      loadItems().map(({ id }) => id),
      4,
    );
    expect(() => compared(run, loadKey("released"), completeProfiles(loadKey("rule")))).toThrow(
      /different keys/,
    );
  });

  it("refuses an item that nobody rated", () => {
    expect(() => compared(straightLine(["9999/1"], 4))).toThrow(RangeError);
  });
});
