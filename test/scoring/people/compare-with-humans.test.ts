import { describe, expect, it } from "vitest";
import { dimensionsByItem } from "../../../src/instrument/key.ts";
import { seededRandom } from "../../../src/lib/random.ts";
import { loadItems, loadKey, loadSurvey } from "../../../src/release/data.ts";
import { compareWithHumans } from "../../../src/scoring/people/compare-with-humans.ts";
import { completeProfiles, releasedRun, straightLine } from "../../fixtures/released.ts";
import golden from "../../golden/human.json" with { type: "json" };

const settings = (resamples: number) => ({ released: [], resamples, random: seededRandom(1) });

describe("compareWithHumans", () => {
  it.each(golden.comparisons)("agrees with numpy for $model under $key", ({ model, key, rows }) => {
    const id = key === "signed" ? "signed" : "released";
    for (const row of compareWithHumans(releasedRun(model), loadSurvey(), loadKey(id), settings(3000))) {
      const { difference, se, interval } = rows[row.dimension];
      expect(row.difference, row.dimension).toBeCloseTo(difference, 12);
      expect(row.difference).toBeCloseTo(row.model - row.human, 12);
      expect(row.se / se, row.dimension).toBeCloseTo(1, 0.9);
      // Two simulations of the same interval: bounds within a fifth of a standard error.
      expect(Math.abs(row.bootstrapInterval.lower - (interval[0] ?? 0)), row.dimension).toBeLessThan(
        0.2 * se,
      );
      expect(Math.abs(row.bootstrapInterval.upper - (interval[1] ?? 0)), row.dimension).toBeLessThan(
        0.2 * se,
      );
    }
  });

  it("widens the interval by Student's t where queries are few", () => {
    const rows = compareWithHumans(
      releasedRun("gpt-4o-2024-05-13"),
      loadSurvey(),
      loadKey("released"),
      settings(500),
    );
    const reach = (name: string) => {
      const row = rows.find(({ dimension }) => dimension === name);
      return {
        queries: row?.queries,
        t: ((row?.interval?.upper ?? 0) - (row?.difference ?? 0)) / (row?.se ?? 0),
      };
    };
    expect(reach("Neuroticism").queries).toBe(5);
    expect(reach("Neuroticism").t).toBeCloseTo(2.7764451051977943, 9);
    expect(reach("Agreeableness").t).toBeLessThan(2.02);
  });

  it("has no interval where all rated items belong to one query", () => {
    const rows = compareWithHumans(
      straightLine(["4024/1", "4024/4", "2012/1"], 4),
      loadSurvey(),
      loadKey("released"),
      settings(50),
    );
    expect(rows.find(({ dimension }) => dimension === "Security")).toMatchObject({
      queries: 1,
      interval: undefined,
    });
  });

  it("ranks a released model among the others, not among itself", () => {
    const key = loadKey("released");
    const released = completeProfiles(key);
    const rows = compareWithHumans(releasedRun("claude-3-opus-20240229"), loadSurvey(), key, {
      ...settings(20),
      released,
    });
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
    const rows = compareWithHumans(straightLine(rated, 4), loadSurvey(), key, settings(50));
    const security = rows.find(({ dimension }) => dimension === "Security");
    expect(security).toMatchObject({ items: 5, model: 0 });
    expect(security?.percentile).toBeUndefined();
    expect(rows.some(({ dimension }) => dimension === "Neuroticism")).toBe(false);
  });

  it("counts the replicates in which a dimension of few queries is missing", () => {
    const key = loadKey("released");
    const run = straightLine([...dimensionsByItem(key).keys()], 5);
    const rows = compareWithHumans(run, loadSurvey(), key, settings(1000));
    const replicates = (name: string) => rows.find(({ dimension }) => dimension === name)?.replicates;
    expect(replicates("Agreeableness")).toBe(1000);
    expect(replicates("Neuroticism")).toBeGreaterThan(950);
    expect(replicates("Neuroticism")).toBeLessThan(1000);
  });

  it("refuses released profiles under another key", () => {
    const run = straightLine(
      loadItems().map(({ id }) => id),
      4,
    );
    const released = completeProfiles(loadKey("rule"));
    expect(() =>
      compareWithHumans(run, loadSurvey(), loadKey("released"), { ...settings(1), released }),
    ).toThrow(/different keys/);
  });
});
