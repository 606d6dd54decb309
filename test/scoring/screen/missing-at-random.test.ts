import { describe, expect, it } from "vitest";
import { DIMENSIONS } from "../../../src/instrument/dimensions.ts";
import { portraitOf } from "../../../src/instrument/item.ts";
import { seededRandom } from "../../../src/lib/random.ts";
import { loadKey } from "../../../src/release/data.ts";
import { largestMissing, missingAtRandom } from "../../../src/scoring/screen/missing-at-random.ts";
import { madeUpRun } from "../../fixtures/answers.ts";
import { releasedRun } from "../../fixtures/released.ts";
import golden from "../../golden/screen.json" with { type: "json" };

const key = loadKey("released");
const powerQueries = new Set(key.items.Power.map(({ item }) => portraitOf(item)));

describe("missingAtRandom", () => {
  it.each(Object.entries(golden.missing_p))("agrees with 20,000 permutations by numpy on %s", (model, ps) => {
    const found = missingAtRandom(releasedRun(model).responses, key, { random: seededRandom(1) });
    expect(found.map(({ dimension }) => dimension)).toEqual(DIMENSIONS);
    // Four standard errors of a share of 999 permutations.
    for (const { dimension, p } of found)
      expect(Math.abs(p - ps[dimension])).toBeLessThan(0.002 + 4 * Math.sqrt((p * (1 - p)) / 999));
  });

  it("finds the dimension whose queries are declined", () => {
    const run = madeUpRun((item) => (powerQueries.has(portraitOf(item)) ? "r" : "4"));
    const [worst] = missingAtRandom(run.responses, key, { random: seededRandom(1) }).toSorted(
      (one, other) => other.share - one.share,
    );
    expect(worst).toMatchObject({ dimension: "Power", share: 1 });
    expect(worst?.elsewhere).toBeLessThan(0.5);
    expect(worst?.adjusted).toBeLessThan(0.05);
  });

  it("finds nothing when every tenth query is declined", () => {
    const run = madeUpRun((item) => (portraitOf(item) % 10 === 0 ? "r" : "4"));
    const found = missingAtRandom(run.responses, key, { random: seededRandom(1) });
    for (const { adjusted } of found) expect(adjusted).toBeGreaterThan(0.05);
  });

  it("gives every dimension p = 1 when nothing is missing, and leaves out what is not asked", () => {
    const { responses } = madeUpRun(() => "4");
    const items = new Set(key.items.Neuroticism.map(({ item }) => item));
    const found = missingAtRandom(
      responses.filter(({ item }) => items.has(item)),
      key,
      { permutations: 9, random: seededRandom(1) },
    );
    expect(found.map(({ dimension }) => dimension)).toContain("Neuroticism");
    for (const { share, p, adjusted } of found)
      expect({ share, p, adjusted }).toEqual({ share: 0, p: 1, adjusted: 1 });
    expect(found.find(({ dimension }) => dimension === "Neuroticism")?.elsewhere).toBeUndefined();
    expect(missingAtRandom([], key, { random: seededRandom(1) })).toEqual([]);
  });

  it("gives the same result for the same seed", () => {
    const { responses } = releasedRun("o1-mini-2024-09-12");
    const found = () => missingAtRandom(responses, key, { permutations: 99, random: seededRandom(5) });
    expect(found()).toEqual(found());
  });
});

describe("largestMissing", () => {
  it("names the dimension with the largest share of unusable answers", () => {
    const { missing } = golden.models["o1-mini-2024-09-12"];
    expect(largestMissing(releasedRun("o1-mini-2024-09-12").responses, key)?.share).toBeCloseTo(missing, 12);
    expect(largestMissing([], key)).toBeUndefined();
  });
});
