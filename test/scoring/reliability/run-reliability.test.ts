import { describe, expect, it } from "vitest";
import { DIMENSIONS } from "../../../src/instrument/dimensions.ts";
import { loadKey } from "../../../src/release/data.ts";
import { profileDependability, runReliability } from "../../../src/scoring/reliability/run-reliability.ts";
import { reduceRun } from "../../../src/scoring/score/reduced-run.ts";
import { completeRuns, madeUpRun } from "../../fixtures/answers.ts";
import { releasedRun } from "../../fixtures/released.ts";

const key = loadKey("released");

describe("runReliability", () => {
  it("calls the profile of a model that discriminates dependable", () => {
    const { components, scores, dependability } = runReliability(
      reduceRun(releasedRun("gpt-4o-2024-05-13"), key),
    );
    expect(components).toMatchObject({ queries: 104, items: 520, variants: 6 });
    expect(scores.map(({ dimension }) => dimension)).toEqual(DIMENSIONS);
    expect(dependability.samePrompts).toBeCloseTo(0.79, 2);
    expect(dependability.newPrompts).toBeLessThan(dependability.samePrompts ?? 0);
  });

  it("never finds a profile more dependable over new prompts than over the same", () => {
    for (const run of completeRuns) {
      const { samePrompts, newPrompts } = runReliability(reduceRun(run, key)).dependability;
      expect(newPrompts ?? 0).toBeLessThanOrEqual(samePrompts ?? Number.POSITIVE_INFINITY);
    }
  });

  it.each(["claude-3-5-haiku-20241022", "gpt-3.5-turbo", "qwen-turbo"])(
    "finds no more than error in the profile of %s",
    (model) => {
      expect(runReliability(reduceRun(releasedRun(model), key)).dependability.samePrompts).toBeLessThan(0.05);
    },
  );

  it("has nothing to say about one answer to everything, and about no answer", () => {
    const nothing = { samePrompts: undefined, newPrompts: undefined };
    expect(
      runReliability(
        reduceRun(
          madeUpRun(() => "4"),
          key,
        ),
      ).dependability,
    ).toEqual(nothing);
    expect(runReliability(reduceRun({ subject: "empty", responses: [] }, key))).toMatchObject({
      scores: [],
      dependability: nothing,
    });
  });

  it("knows the error under the prompt of a run with one, but not over others", () => {
    const run = releasedRun("gpt-4o-2024-05-13");
    const { scores } = runReliability(
      reduceRun({ ...run, responses: run.responses.filter(({ variant }) => variant === "v1") }, key),
    );
    for (const { se } of scores) {
      expect(se.samePrompts).toBeGreaterThan(0);
      expect(se.newPrompts).toBeUndefined();
    }
  });
});

describe("profileDependability", () => {
  it("is the share of variance that is not error", () => {
    expect(profileDependability([-1, 0, 1], [0.5, 0.5, 0.5])).toBe(0.75);
    expect(profileDependability([-1, 0, 1], [1, 1, 1])).toBe(0);
  });

  it("is undefined for equal scores, one score, or an unknown error", () => {
    expect(profileDependability([1, 1], [1, 1])).toBeUndefined();
    expect(profileDependability([1], [1])).toBeUndefined();
    expect(profileDependability([1, 2], [1, undefined])).toBeUndefined();
  });
});
