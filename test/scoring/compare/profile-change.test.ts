import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { VALUES } from "../../../src/instrument/dimensions.ts";
import { seededRandom } from "../../../src/lib/random.ts";
import { loadKey } from "../../../src/release/data.ts";
import { completeRuns } from "../../../src/release/reference.ts";
import type { Response, Run } from "../../../src/runs/answer.ts";
import { compareRuns } from "../../../src/scoring/compare/compare-runs.ts";
import { headline } from "../../../src/scoring/compare/headline.ts";
import { profileChange } from "../../../src/scoring/compare/profile-change.ts";
import { settlingOf } from "../../../src/scoring/drift/settling.ts";
import golden from "../../golden/profile-change.json" with { type: "json" };

const key = loadKey("released");
const runs = completeRuns();
const runOf = (model: string): Run => {
  const run = runs.find(({ subject }) => subject === model);
  if (run === undefined) throw new RangeError(model);
  return run;
};
const settings = (seed = 1) => ({ permutations: 999, random: seededRandom(seed) });

describe("whether a profile changed", () => {
  test("agrees with numpy on the statistic, and on p within Monte Carlo error", () => {
    for (const { a, b, statistic, p } of golden.pairs) {
      const change = profileChange(runOf(a), runOf(b), key, VALUES, {
        permutations: 4999,
        random: seededRandom(7),
      });
      expect(change?.statistic).toBeCloseTo(statistic, 10);
      // Both p are shares of some thousand permutations.
      expect(Math.abs((change?.p ?? 1) - p)).toBeLessThan(
        4 * Math.sqrt((p * (1 - p)) / 4999) + 4 * Math.sqrt((p * (1 - p)) / golden.permutations) + 0.0005,
      );
    }
  });

  test("a run against itself never changed", () => {
    const run = runOf("gpt-4o-2024-05-13");
    expect(profileChange(run, run, key, VALUES, settings())).toMatchObject({ statistic: 0, p: 1 });
  });

  test("the order of the runs and of their answers does not matter to the statistic", () => {
    const [a, b] = [runOf("grok-2-1212"), runOf("qwen-max")];
    const shuffled = { ...a, responses: a.responses.toReversed() };
    const forth = profileChange(a, b, key, VALUES, settings())?.statistic;
    expect(profileChange(b, shuffled, key, VALUES, settings())?.statistic).toBeCloseTo(forth ?? 0, 12);
  });

  test("shifting every rating of one run by a point is no change: scores are centred", () => {
    const low = runOf("mistral-small");
    const clip = (response: Response, by: number): Response =>
      response.answer.kind === "rating" && response.answer.rating + by <= 6
        ? { ...response, answer: { kind: "rating", rating: (response.answer.rating + by) as 2 } } // 2 to 6
        : response;
    const below = {
      ...low,
      responses: low.responses.filter(({ answer }) => answer.kind === "rating" && answer.rating < 6),
    };
    const shifted = { ...below, responses: below.responses.map((response) => clip(response, 1)) };
    expect(profileChange(below, shifted, key, VALUES, settings())?.p).toBe(1);
  });

  test("p is never 0 and never above 1", () => {
    fc.assert(
      fc.property(fc.nat(32), fc.nat(32), fc.nat(1000), (one, other, seed) => {
        const [a, b] = [runs[one], runs[other]];
        if (a === undefined || b === undefined) return;
        const change = profileChange(a, b, key, VALUES, { permutations: 100, random: seededRandom(seed) });
        expect(change?.p).toBeGreaterThan(0);
        expect(change?.p).toBeLessThanOrEqual(1);
      }),
      { numRuns: 10 },
    );
  });

  test("runs without a common prompt have nothing to compare", () => {
    const run = runOf("grok-2-1212");
    const under = (variant: string) => ({
      ...run,
      responses: run.responses.filter((one) => one.variant === variant),
    });
    expect(profileChange(under("v1"), under("v2"), key, VALUES, settings())).toBeUndefined();
  });
});

describe("the gate", () => {
  const gate = (a: Run, b: Run) => {
    const comparison = compareRuns(a, b, key, { margin: 0.3, seed: 42, resamples: 500 });
    const differences = Object.values(comparison.dimensions).filter((row) => row.kind === "compared");
    const change = profileChange(a, b, key, VALUES, settings());
    return {
      ...headline({ scope: "population", differences, change, dimensions: VALUES, margin: 0.3, screens: [] }),
      settling: settlingOf(comparison, VALUES, key),
    };
  };

  test("finds the drift between two releases of GPT-4o", () => {
    expect(gate(runOf("gpt-4o-2024-11-20"), runOf("gpt-4o-2024-05-13")).outcome).toBe("drifted");
  });

  test("a model against itself is equivalent", () => {
    const run = runOf("gpt-4o-2024-05-13");
    expect(gate(run, run).outcome).toBe("equivalent");
  });

  test("a model against itself on prompts that the other did not get is inconclusive, never drifted", () => {
    const run = runOf("gpt-4o-2024-05-13");
    const under = (...variants: string[]) => ({
      ...run,
      responses: run.responses.filter((one) => variants.includes(one.variant)),
    });
    expect(gate(under("v1", "v1_reversed"), under("v2", "v3")).outcome).toBe("inconclusive");
  });

  test("says what would settle an inconclusive dimension", () => {
    const { outcome, settling } = gate(runOf("grok-2-1212"), runOf("qwen-max"));
    expect(outcome).toBe("inconclusive");
    expect(settling.length).toBeGreaterThan(0);
    for (const { smallestMargin } of settling) expect(smallestMargin).toBeGreaterThan(0.3);
    const reachable = settling.filter(({ items }) => items !== undefined);
    // A dimension that more of the instrument's items would settle needs more items than it has answered.
    for (const { items, available } of reachable) expect(items).toBeGreaterThan(available);
  });
});
