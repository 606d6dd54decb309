import fc from "fast-check";
import { shuffle } from "simple-statistics";
import { describe, expect, it } from "vitest";
import { DIMENSIONS, type Dimension, VALUES } from "../../../src/instrument/dimensions.ts";
import { isRating } from "../../../src/instrument/scale.ts";
import { seededRandom } from "../../../src/lib/random.ts";
import { loadItems, loadKey } from "../../../src/release/data.ts";
import type { Response, Run } from "../../../src/runs/answer.ts";
import { compareRuns } from "../../../src/scoring/compare/compare-runs.ts";
import { reduceRun } from "../../../src/scoring/score/reduced-run.ts";
import { scoreRun } from "../../../src/scoring/score/score-run.ts";
import {
  INTERVAL_METHODS,
  type ScoreInterval,
  type Uncertainty,
} from "../../../src/scoring/uncertainty/interval.ts";
import { scoreIntervals } from "../../../src/scoring/uncertainty/score-intervals.ts";
import { answers, completeRuns, madeUpRun } from "../../fixtures/answers.ts";
import { releasedRun, straightLine } from "../../fixtures/released.ts";
import golden from "../../golden/intervals.json" with { type: "json" };

const key = loadKey("released");
const items = loadItems().map(({ id }) => id);

/** The answer at the other end of the scale. */
function otherEnd(response: Response): Response {
  const { answer } = response;
  const rating = answer.kind === "rating" ? 7 - answer.rating : Number.NaN;
  return isRating(rating) ? { ...response, answer: { kind: "rating", rating } } : response;
}

/** Quick, where the figures themselves do not matter. */
const QUICK = { seed: 42, resamples: 100 };

describe("scoreIntervals", () => {
  it.each(Object.entries(golden.models))(
    "agrees with numpy and scipy on the same draws: %s",
    (model, expected) => {
      const { queries, dimensions } = scoreIntervals(reduceRun(releasedRun(model), key), golden);
      expect(queries).toBe(expected.queries);
      for (const dimension of DIMENSIONS) {
        const ours = defined(dimensions[dimension]);
        const theirs = expected.dimensions[dimension];
        expect(ours.degreesOfFreedom).toBe(theirs.degreesOfFreedom);
        expect(ours.bootstrap.undefinedResamples).toBe(theirs.undefinedResamples);
        expect(Math.abs(ours.centred - theirs.centred)).toBeLessThan(1e-12);
        expect(Math.abs(ours.se - theirs.clusterRobustSe)).toBeLessThan(1e-12);
        expect(Math.abs(ours.bootstrap.se - theirs.se)).toBeLessThan(1e-12);
        for (const method of INTERVAL_METHODS) {
          const [lower = 0, upper = 0] = theirs[method];
          expect(Math.abs((boundsBy(ours, method)?.lower ?? 99) - lower)).toBeLessThan(1e-11);
          expect(Math.abs((boundsBy(ours, method)?.upper ?? 99) - upper)).toBeLessThan(1e-11);
        }
      }
    },
  );

  it("gives the released models the median bootstrap errors that numpy gives them, .11 to .33 for the values", () => {
    const runs = completeRuns.map((run) => scoreIntervals(reduceRun(run, key), { seed: 1, resamples: 2000 }));
    const medians = new Map(
      DIMENSIONS.map((dimension) => {
        const ses = runs.map(({ dimensions }) => defined(dimensions[dimension]).bootstrap.se);
        return [dimension, ses.toSorted((one, other) => one - other)[16] ?? 0];
      }),
    );
    for (const dimension of DIMENSIONS)
      expect(Math.abs((medians.get(dimension) ?? 0) - golden.median_se[dimension])).toBeLessThan(0.01);
    const values = VALUES.map((value) => medians.get(value) ?? 0);
    expect(Math.min(...values)).toBeCloseTo(0.11, 2);
    expect(Math.abs(Math.max(...values) - 0.33)).toBeLessThan(0.01);
  });

  it("finds the closed form close to the bootstrap", () => {
    const { dimensions } = scoreIntervals(reduceRun(releasedRun("gpt-4o-2024-11-20"), key), { seed: 7 });
    for (const dimension of DIMENSIONS) {
      const { se, bootstrap } = defined(dimensions[dimension]);
      expect(Math.abs(se / bootstrap.se - 1)).toBeLessThan(0.1);
    }
  });

  it("counts the resamples without a keyed item", () => {
    const { dimensions } = scoreIntervals(reduceRun(releasedRun("qwen-max"), key), { seed: 3 });
    // (96/101)^101 of them draw none of the five queries of Neuroticism: 59 of 10,000.
    expect(Math.abs(defined(dimensions.Neuroticism).bootstrap.undefinedResamples - 59)).toBeLessThan(40);
    expect(defined(dimensions.Power).bootstrap.undefinedResamples).toBe(0);
  });

  it("gives the same figures for the same seed, and says which", () => {
    const run = releasedRun("qwen-max");
    const first = scoreIntervals(reduceRun(run, key), QUICK);
    expect(scoreIntervals(reduceRun(run, key), QUICK)).toEqual(first);
    expect(first).toMatchObject({
      ...QUICK,
      over: "queries",
      subject: "qwen-max",
    });
    expect(scoreIntervals(reduceRun(run, key), { ...QUICK, seed: 43 })).not.toEqual(first);
  });

  it("leaves the profile's scores in the middle of Student's interval", () => {
    const run = releasedRun("deepseek-r1");
    const { scores } = scoreRun(run, key);
    for (const interval of Object.values(scoreIntervals(reduceRun(run, key), QUICK).dimensions).map(
      defined,
    )) {
      expect(interval.centred).toBeCloseTo(scores[interval.dimension]?.centred ?? 99, 12);
      expect((interval.student.lower + interval.student.upper) / 2).toBeCloseTo(interval.centred, 12);
    }
  });

  it("does not change when all ratings are shifted", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = seededRandom(seed);
        const ratings = items.map(() => 1 + Math.floor(random() * 5));
        const shifted = (by: number) => madeUpRun((_, __, index) => String((ratings[index] ?? 0) + by));
        expectClose(
          scoreIntervals(reduceRun(shifted(1), key), QUICK),
          scoreIntervals(reduceRun(shifted(0), key), QUICK),
        );
      }),
      // The example has a resample that equals the score but for rounding error.
      { numRuns: 10, examples: [[1800719149]] },
    );
  });

  it("does not depend on the order of the responses", () => {
    const run = releasedRun("o1-mini-2024-09-12");
    const expected = scoreIntervals(reduceRun(run, key), QUICK);
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const shuffled = { ...run, responses: shuffle([...run.responses], seededRandom(seed)) };
        expectClose(scoreIntervals(reduceRun(shuffled, key), QUICK), expected);
      }),
      { numRuns: 5 },
    );
  });

  it("takes repeats of an answer for no more than the answer", () => {
    const run = releasedRun("qwen-max");
    const twice = [...run.responses, ...run.responses.map((response) => ({ ...response, repeat: 1 }))];
    expectClose(
      scoreIntervals(reduceRun({ ...run, responses: twice }, key), QUICK),
      scoreIntervals(reduceRun(run, key), QUICK),
    );
  });

  it("gives a straight-liner no interval, because one of no width would look exact", () => {
    const { dimensions } = scoreIntervals(reduceRun(straightLine(items, 4), key), QUICK);
    for (const interval of Object.values(dimensions))
      expect(interval).toMatchObject({ kind: "undefined", reason: "one_rating" });
  });

  it("says why a dimension has no interval", () => {
    // 1038/2 is keyed to Tradition, 3002/2 to Power; no other value's item is rated.
    const reasons = (run: Run) => {
      const { dimensions } = scoreIntervals(reduceRun(run, key), QUICK);
      return (dimension: Dimension) => dimensions[dimension];
    };
    const two = reasons({
      subject: "two",
      responses: [...answers("1038/2", "4"), ...answers("3002/2", "2")],
    });
    expect(two("Tradition")).toEqual({ kind: "undefined", dimension: "Tradition", reason: "one_query" });
    expect(two("Universalism")).toMatchObject({ kind: "undefined", reason: "no_rated_item" });
    const power = key.items.Power.map(({ item }) => item);
    const onlyPower = { ...key, items: { ...key.items, ...noOtherValue(), Power: key.items.Power } };
    const intervals = scoreIntervals(reduceRun(straightLine(power, 3), onlyPower), QUICK);
    expect(intervals.dimensions.Power).toMatchObject({ kind: "undefined", reason: "whole_family" });
  });

  it("measures nothing with an interval that would be wider than the scale is long", () => {
    const sampled = new Set(shuffle([...items], seededRandom(0)).slice(0, 40));
    const run = releasedRun("gpt-4o-2024-05-13");
    const few = { ...run, responses: run.responses.filter(({ item }) => sampled.has(item)) };
    const others = { ...few, responses: few.responses.map(otherEnd) };
    const reduced = [few, others].map((one) => reduceRun(one, key));
    const scores = reduced.flatMap((one) =>
      (["queries", "queries_and_variants"] as const).flatMap((over) =>
        Object.values(scoreIntervals(one, { ...QUICK, over }).dimensions),
      ),
    );
    const shown = scores.flatMap((score) => (score.kind === "interval" ? [score.student] : []));
    expect(Math.max(...shown.map(({ lower, upper }) => upper - lower))).toBeLessThanOrEqual(5);
    expect(scores).toContainEqual(expect.objectContaining({ kind: "undefined", reason: "not_measured" }));
    const compared = Object.values(
      compareRuns(few, others, key, { seed: 42, resamples: 100, margin: 0.3 }).dimensions,
    );
    const differences = compared.flatMap((one) => (one.kind === "compared" ? [one.student] : []));
    expect(Math.max(...differences.map(({ lower, upper }) => upper - lower))).toBeLessThanOrEqual(5);
    expect(compared).toContainEqual(expect.objectContaining({ kind: "undefined", reason: "not_measured" }));
  });

  it("has no interval at all without a rating", () => {
    const { queries, dimensions } = scoreIntervals(
      reduceRun({ subject: "silent", responses: [] }, key),
      QUICK,
    );
    expect(queries).toBe(0);
    for (const interval of Object.values(dimensions))
      expect(interval).toMatchObject({ kind: "undefined", reason: "no_rated_item" });
  });

  it("refuses too few resamples", () => {
    expect(() => scoreIntervals(reduceRun(straightLine(items, 4), key), { seed: 1, resamples: 10 })).toThrow(
      RangeError,
    );
  });
});

describe("scoreIntervals over queries and variants", () => {
  const both = { over: "queries_and_variants" } as const;

  it.each(Object.entries(golden.two_way))(
    "agrees with resamples scored one by one in numpy, and with its closed form: %s",
    (model, expected) => {
      const { dimensions } = scoreIntervals(reduceRun(releasedRun(model), key), {
        ...both,
        seed: 5,
        resamples: 4000,
      });
      for (const dimension of ["Security", "Neuroticism", "Power"] as const) {
        const ours = defined(dimensions[dimension]);
        expect(Math.abs(ours.se - expected[dimension].clusterRobustSe)).toBeLessThan(1e-12);
        expect(ours.degreesOfFreedom).toBe(expected[dimension].degreesOfFreedom);
        // Other draws: an SE from 4,000 resamples is itself known within some 2%.
        expect(Math.abs(ours.bootstrap.se / expected[dimension].se - 1)).toBeLessThan(0.06);
      }
    },
  );

  it("is the interval over queries when all variants give the same ratings", () => {
    const run = madeUpRun((_, __, index) => String(1 + (index % 6)));
    const reduced = reduceRun(run, key);
    const overBoth = scoreIntervals(reduced, { ...QUICK, ...both });
    const overQueries = scoreIntervals(reduced, QUICK);
    for (const dimension of DIMENSIONS) {
      const { degreesOfFreedom: _, student, ...ours } = defined(overBoth.dimensions[dimension]);
      const expected = defined(overQueries.dimensions[dimension]);
      expect(ours.se).toBeCloseTo(expected.se, 10);
      expect(ours.bootstrap.se).toBeCloseTo(expected.bootstrap.se, 10);
      expect(student.lower).toBeCloseTo(expected.student.lower, 10);
    }
  });

  it("is wider for a model that follows the order of the options", () => {
    const run = releasedRun("o1-mini-2024-09-12");
    const se = (over: "queries" | "queries_and_variants") =>
      defined(scoreIntervals(reduceRun(run, key), { seed: 1, resamples: 500, over }).dimensions.Power)
        .bootstrap.se;
    expect(se("queries_and_variants")).toBeGreaterThan(1.05 * se("queries"));
  });

  it("cannot be had from one variant", () => {
    const { dimensions } = scoreIntervals(reduceRun(straightLine(items, 4), key), { ...QUICK, ...both });
    for (const interval of Object.values(dimensions))
      expect(interval).toMatchObject({ kind: "undefined", reason: "one_variant" });
  });
});

function defined(interval: ScoreInterval) {
  if (interval.kind === "undefined") throw new Error(`${interval.dimension}: ${interval.reason}`);
  return interval;
}

function boundsBy({ student, bootstrap }: Uncertainty, method: (typeof INTERVAL_METHODS)[number]) {
  return method === "student" ? student : bootstrap[method];
}

function noOtherValue() {
  return Object.fromEntries(VALUES.map((value) => [value, []]));
}

/** Equal but for rounding. */
function expectClose(
  actual: ReturnType<typeof scoreIntervals>,
  expected: ReturnType<typeof scoreIntervals>,
): void {
  for (const dimension of DIMENSIONS) {
    const none = expected.dimensions[dimension];
    // Random ratings of five queries can have an interval that is wider than the scale.
    if (none.kind === "undefined") {
      expect(actual.dimensions[dimension]).toEqual(none);
      continue;
    }
    const [ours, theirs] = [defined(actual.dimensions[dimension]), none];
    for (const figure of ["centred", "se"] as const) expect(ours[figure]).toBeCloseTo(theirs[figure], 10);
    expect(ours.bootstrap.se).toBeCloseTo(theirs.bootstrap.se, 10);
    for (const method of INTERVAL_METHODS) {
      expect(boundsBy(ours, method)?.lower).toBeCloseTo(boundsBy(theirs, method)?.lower ?? 99, 8);
      expect(boundsBy(ours, method)?.upper).toBeCloseTo(boundsBy(theirs, method)?.upper ?? 99, 8);
    }
  }
}
