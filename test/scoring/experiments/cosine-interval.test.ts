import { describe, expect, it } from "vitest";
import { loadKey } from "../../../src/release/data.ts";
import { groupOfPeople } from "../../../src/release/ess-groups.ts";
import { findReleased } from "../../../src/release/find-released.ts";
import { releasedRun } from "../../../src/release/released-run.ts";
import { compareConditions } from "../../../src/scoring/experiments/compare-conditions.ts";
import golden from "../../golden/experiments.json" with { type: "json" };

const key = loadKey("released");

describe("a condition held against people", () => {
  it.each(golden.cosineIntervals)(
    "$a minus $b has the cosine with $group that numpy has, and its interval",
    (one) => {
      const [run, baseline] = [one.a, one.b].map((model) => releasedRun(findReleased(model)));
      if (run === undefined || baseline === undefined) throw new Error("two models");
      const named = groupOfPeople(one.group);
      for (const [place, difference] of named.differences.entries())
        expect(difference).toBeCloseTo(one.people[place] ?? Number.NaN, 12);
      const { conditions } = compareConditions([run], { baseline, people: new Map([[run, named]]) }, key, {
        margin: 0.3,
        seed: 42,
        resamples: one.resamples,
      });
      const held = conditions[0]?.people?.fromBaseline;
      expect(held?.cosine).toBeCloseTo(one.cosine, 9);
      expect(held?.cosineInterval?.lower).toBeCloseTo(one.bounds[0] ?? Number.NaN, 9);
      expect(held?.cosineInterval?.upper).toBeCloseTo(one.bounds[1] ?? Number.NaN, 9);
    },
  );
});
