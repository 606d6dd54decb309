import { describe, expect, test } from "vitest";
import { VALUES } from "../../../src/instrument/dimensions.ts";
import { type Random, seededRandom } from "../../../src/lib/random.ts";
import { loadKey } from "../../../src/release/data.ts";
import { eValue, evidenceStep } from "../../../src/scoring/drift/e-process.ts";
import { queryContributions } from "../../../src/scoring/drift/query-contributions.ts";
import { type ItemValues, itemRatings } from "../../../src/scoring/score/item-ratings.ts";
import { releasedRun } from "../../fixtures/released.ts";
import golden from "../../golden/e-process.json" with { type: "json" };

const key = loadKey("released");
const stepOf = (runs: readonly ItemValues[], random: Random) =>
  evidenceStep(queryContributions(runs, key, VALUES), random);
const ratingsOf = (model: string) => itemRatings(releasedRun(model).responses);

describe("what a run adds to the evidence of a change", () => {
  test.each(golden.steps)("agrees with numpy on the same draws: $runs", ({ runs, seed, p, e }) => {
    const step = stepOf(runs.map(ratingsOf), seededRandom(seed));
    expect(step?.p).toBeCloseTo(p, 12);
    expect(step?.e).toBeCloseTo(e, 8);
  });

  test("e is the mean of the bets k p^(k - 1)", () => {
    for (const { p, e } of golden.e) expect(eValue(p) / e).toBeCloseTo(1, 7);
  });

  test("a level that moves in a whole run is no evidence: scores are centred", () => {
    const run = ratingsOf("qwen-max");
    const above = new Map([...run].map(([item, rating]) => [item, rating + 0.5]));
    expect(stepOf([run, run, above], seededRandom(1))).toBeUndefined();
  });

  test("one run, and runs that are the same, tell nothing", () => {
    const run = ratingsOf("qwen-max");
    expect(stepOf([run], seededRandom(1))).toBeUndefined();
    expect(stepOf([run, run, run], seededRandom(1))).toBeUndefined();
  });

  test("without a change p is uniform", () => {
    const random = seededRandom(5);
    const base = [...ratingsOf("qwen-max")];
    const rerun = () => new Map(base.map(([item, rating]) => [item, rating + (random() - 0.5)]));
    const ps = Array.from({ length: 60 }, () => stepOf([rerun(), rerun(), rerun()], random)?.p ?? 0);
    expect(ps.reduce((sum, p) => sum + p, 0) / ps.length).toBeGreaterThan(0.35);
    expect(ps.reduce((sum, p) => sum + p, 0) / ps.length).toBeLessThan(0.65);
  });
});
