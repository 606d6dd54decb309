import { describe, expect, it } from "vitest";
import { DIMENSIONS } from "../../../src/instrument/dimensions.ts";
import { KEY_IDS } from "../../../src/instrument/key.ts";
import { seededRandom } from "../../../src/lib/random.ts";
import { loadKey, loadSurvey } from "../../../src/release/data.ts";
import { humanReference } from "../../../src/scoring/people/human-reference.ts";
import golden from "../../golden/human.json" with { type: "json" };

describe("humanReference", () => {
  it.each(KEY_IDS)("agrees with numpy on every score, key %s", (id) => {
    const scores = humanReference(loadSurvey(), loadKey(id), { resamples: 2, random: seededRandom(1) });
    expect(scores.map(({ dimension }) => dimension)).toEqual([...DIMENSIONS]);
    for (const { dimension, centred } of scores)
      expect(centred, dimension).toBeCloseTo(golden.scores[id][dimension], 12);
  });

  it("has the intervals that the exact bootstrap standard error foretells", () => {
    const scores = humanReference(loadSurvey(), loadKey("released"), {
      resamples: 4000,
      random: seededRandom(1),
    });
    for (const { dimension, centred, interval } of scores) {
      const error = golden.raterSe.released[dimension];
      expect((interval.upper - interval.lower) / (2 * 1.96 * error), dimension).toBeCloseTo(1, 0.9);
      expect(Math.abs((interval.upper + interval.lower) / 2 - centred), dimension).toBeLessThan(0.15 * error);
    }
  });

  it("gives the same bytes for the same seed", () => {
    const once = () =>
      JSON.stringify(
        humanReference(loadSurvey(), loadKey("released"), { resamples: 50, random: seededRandom(3) }),
      );
    expect(once()).toBe(once());
  });
});
