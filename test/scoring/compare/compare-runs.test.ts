import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DIMENSIONS } from "../../../src/instrument/dimensions.ts";
import { seededRandom } from "../../../src/lib/random.ts";
import { loadItems, loadKey } from "../../../src/release/data.ts";
import type { Run } from "../../../src/runs/answer.ts";
import { compareRuns } from "../../../src/scoring/compare/compare-runs.ts";
import type { ComparedDimension } from "../../../src/scoring/compare/comparison.ts";
import { VERDICTS } from "../../../src/scoring/compare/verdict.ts";
import { reduceRun } from "../../../src/scoring/score/reduced-run.ts";
import { scoreIntervals } from "../../../src/scoring/uncertainty/score-intervals.ts";
import { answers, completeRuns, madeUpRun } from "../../fixtures/answers.ts";
import { releasedRun, straightLine } from "../../fixtures/released.ts";
import golden from "../../golden/comparison.json" with { type: "json" };

const key = loadKey("released");
const items = loadItems().map(({ id }) => id);
const QUICK = { seed: 42, resamples: 200, margin: 0.3 };

describe("compareRuns", () => {
  it.each(golden.comparisons)("agrees with numpy and scipy on the same draws: $a, $b", (expected) => {
    const comparison = compareRuns(releasedRun(expected.a), releasedRun(expected.b), key, golden);
    expect(comparison).toMatchObject({ paired: expected.paired, dropped: expected.dropped });
    for (const dimension of DIMENSIONS) {
      const ours = defined(comparison.dimensions[dimension]);
      const theirs = expected.dimensions[dimension];
      for (const figure of ["a", "b", "difference", "p", "adjustedP"] as const)
        expect(Math.abs(ours[figure] - theirs[figure])).toBeLessThan(1e-12);
      expect(Math.abs(ours.se - theirs.clusterRobustSe)).toBeLessThan(1e-12);
      expect(Math.abs(ours.minimalDetectable - theirs.minimalDetectable)).toBeLessThan(1e-11);
      for (const interval of ["student", "equivalenceInterval"] as const) {
        expect(Math.abs(ours[interval].lower - (theirs[interval][0] ?? 99))).toBeLessThan(1e-11);
        expect(Math.abs(ours[interval].upper - (theirs[interval][1] ?? 99))).toBeLessThan(1e-11);
      }
      expect(ours.equivalent).toBe(theirs.equivalent);
    }
  });

  it("finds a run equivalent to itself in every dimension, with no difference and no spread", () => {
    fc.assert(
      fc.property(fc.nat({ max: completeRuns.length - 1 }), (index) => {
        const run = at(index);
        for (const row of Object.values(compareRuns(run, run, key, QUICK).dimensions).map(defined))
          expect(row).toMatchObject({ difference: 0, se: 0, p: 1, differs: false, verdict: "equivalent" });
      }),
      { numRuns: 5 },
    );
  });

  it("turns around when the runs are exchanged", { tags: "slow" }, () => {
    fc.assert(
      fc.property(fc.nat({ max: 32 }), fc.nat({ max: 32 }), (first, second) => {
        const forth = compareRuns(at(first), at(second), key, QUICK);
        const back = compareRuns(at(second), at(first), key, QUICK);
        expect(back).toMatchObject({
          paired: forth.paired,
          dropped: { a: forth.dropped.b, b: forth.dropped.a },
        });
        for (const dimension of DIMENSIONS) {
          const [row, turned] = [defined(forth.dimensions[dimension]), defined(back.dimensions[dimension])];
          expect(turned.difference).toBeCloseTo(-row.difference, 12);
          expect(turned.student.lower).toBeCloseTo(-row.student.upper, 12);
          expect(turned.bootstrap.percentile.lower).toBeCloseTo(-row.bootstrap.percentile.upper, 12);
          expect(turned.p).toBe(row.p);
          expect(turned.verdict).toBe(TURNED[row.verdict]);
        }
      }),
      { numRuns: 5 },
    );
  });

  it("pays no heed to how high a run rates everything", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = seededRandom(seed);
        const [low, other] = [0, 1].map(() => items.map(() => 1 + Math.floor(random() * 5)));
        const rated = (ratings: readonly number[] | undefined, by: number) =>
          madeUpRun((_, __, index) => String((ratings?.[index] ?? 0) + by));
        const plain = compareRuns(rated(low, 0), rated(other, 0), key, QUICK);
        const shifted = compareRuns(rated(low, 1), rated(other, 0), key, QUICK);
        for (const dimension of DIMENSIONS) {
          const [one, two] = [plain.dimensions[dimension], shifted.dimensions[dimension]];
          expect(two.kind).toBe(one.kind);
          if (one.kind === "undefined" || two.kind === "undefined") continue;
          expect(two.difference).toBeCloseTo(one.difference, 10);
          expect(two.se).toBeCloseTo(one.se, 10);
          expect(two.p).toBe(one.p);
          expect(two.verdict).toBe(one.verdict);
        }
      }),
      { numRuns: 5 },
    );
  });

  it("never calls a dimension higher or lower when its interval holds 0 or its adjusted p is not below .05", {
    tags: "slow",
  }, () => {
    const rows = completeRuns
      .slice(1)
      .flatMap((run, index) =>
        Object.values(compareRuns(run, at(index), key, QUICK).dimensions).map(defined),
      );
    const real = rows.filter(({ verdict }) => verdict === "higher" || verdict === "lower");
    expect(real.length).toBeGreaterThan(0);
    for (const { adjustedP, student, difference, verdict } of real) {
      expect(adjustedP).toBeLessThan(0.05);
      expect(student.lower > 0 || student.upper < 0).toBe(true);
      expect(verdict).toBe(difference > 0 ? "higher" : "lower");
    }
    expect([...new Set(rows.map(({ verdict }) => verdict))].sort()).toEqual([...VERDICTS].sort());
  });

  it("finds a planted difference, in its own direction", () => {
    const power = new Set(key.items.Power.map(({ item }) => item));
    const base = completeRuns.find(({ subject }) => subject === "qwen-max") ?? at(0);
    const planted: Run = {
      subject: "hungry for power",
      responses: base.responses.map((response) =>
        power.has(response.item) && response.answer.kind === "rating"
          ? { ...response, answer: { kind: "rating", rating: 6 } }
          : response,
      ),
    };
    const { dimensions } = compareRuns(planted, base, key, { ...QUICK, resamples: 2000 });
    expect(defined(dimensions.Power)).toMatchObject({ verdict: "higher", differs: true, equivalent: false });
    expect(defined(dimensions.Hedonism).difference).toBeLessThan(0);
  });

  it("calls a real difference inside the margin equivalent, and still tells that it is there", () => {
    // One answer in six of every Power item a point higher: .17 before, some .12 after centring.
    const power = new Set(key.items.Power.map(({ item }) => item));
    const rated = (by: 0 | 1) =>
      madeUpRun((item, variant) => (by === 1 && variant === "v1" && power.has(item) ? "4" : "3"));
    const row = defined(compareRuns(rated(1), rated(0), key, { ...QUICK, resamples: 2000 }).dimensions.Power);
    expect(row).toMatchObject({ differs: true, equivalent: true, verdict: "equivalent" });
    expect(row.difference).toBeGreaterThan(0.08);
  });

  it("compares only what both have a rating for", () => {
    const all = releasedRun("qwen-max");
    const half = { ...all, responses: all.responses.filter(({ variant }) => variant.startsWith("v1")) };
    const { paired, dropped, dimensions } = compareRuns(all, half, key, QUICK);
    expect(paired).toEqual({ items: 317, prompts: 634 });
    expect(dropped).toEqual({ a: { items: 0, prompts: 1268 }, b: { items: 0, prompts: 0 } });
    expect(defined(dimensions.Power)).toMatchObject({ difference: 0, items: 64, queries: 45 });
  });

  it("is a score's uncertainty when the other run rates everything alike", () => {
    const run = releasedRun("grok-2-1212");
    const options = { seed: 1, resamples: 300 };
    const even = madeUpRun(() => "4");
    const intervals = scoreIntervals(reduceRun(run, key), options);
    for (const row of Object.values(compareRuns(run, even, key, { ...options, margin: 0.3 }).dimensions)) {
      const interval = intervals.dimensions[row.dimension];
      if (interval.kind === "undefined") throw new Error("complete runs have intervals");
      expect(defined(row).difference).toBeCloseTo(interval.centred, 12);
      expect(defined(row).se).toBeCloseTo(interval.se, 12);
      expect(defined(row).bootstrap.se).toBeCloseTo(interval.bootstrap.se, 12);
    }
  });

  it("says why a dimension cannot be compared", () => {
    const one = { subject: "one", responses: answers("1038/2", "4") };
    const { dimensions } = compareRuns(one, straightLine(items, 4), key, QUICK);
    expect(dimensions.Tradition).toEqual({
      kind: "undefined",
      dimension: "Tradition",
      reason: "one_query",
    });
    expect(dimensions.Power).toMatchObject({ kind: "undefined", reason: "no_rated_item" });
  });

  it("refuses a margin that is not above 0", () => {
    expect(() => compareRuns(at(0), at(1), key, { ...QUICK, margin: 0 })).toThrow(RangeError);
  });
});

const TURNED = {
  higher: "lower",
  lower: "higher",
  equivalent: "equivalent",
  inconclusive: "inconclusive",
} as const;

function at(index: number): Run {
  const run = completeRuns[index];
  if (run === undefined) throw new Error(`no run ${index}`);
  return run;
}

function defined(row: ComparedDimension) {
  if (row.kind === "undefined") throw new Error(`${row.dimension}: ${row.reason}`);
  return row;
}
