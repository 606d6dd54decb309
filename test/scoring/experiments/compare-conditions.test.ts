import { describe, expect, it } from "vitest";
import { DIMENSIONS, type Dimension } from "../../../src/instrument/dimensions.ts";
import { seededRandom } from "../../../src/lib/random.ts";
import { loadKey } from "../../../src/release/data.ts";
import { compareRuns } from "../../../src/scoring/compare/compare-runs.ts";
import {
  type ConditionResult,
  compareConditions,
} from "../../../src/scoring/experiments/compare-conditions.ts";
import { asked, plain } from "../../fixtures/asked-condition.ts";

const key = loadKey("released");
const SETTINGS = { margin: 0.3, seed: 42, resamples: 1000 };

const rowOf = (rows: ConditionResult["fromBaseline"] = [], dimension: Dimension) => {
  const row = rows[DIMENSIONS.indexOf(dimension)];
  if (row?.kind !== "compared") throw new Error(`${dimension} is not compared`);
  return row;
};

describe("compareConditions", () => {
  const random = seededRandom(5);
  const common = { Security: 1 };
  const baseline = asked("plain", random);
  const conditions = [
    asked("pious", random, { ...common, Tradition: 2 }),
    asked("nurse", random, common),
    asked("clerk", random, common),
    asked("cook", random, common),
  ];
  const found = compareConditions(conditions, { baseline }, key, SETTINGS);

  it("finds what a condition does, as its own, and not in others", () => {
    const [pious, ...others] = found.conditions;
    expect(rowOf(pious?.fromBaseline, "Tradition").test.verdict).toBe("higher");
    expect(rowOf(pious?.own, "Tradition").test.verdict).toBe("higher");
    for (const { fromBaseline } of others)
      expect(rowOf(fromBaseline, "Tradition").test.verdict).not.toBe("higher");
  });

  it("finds what all do as generic, and takes it out of what is their own", () => {
    expect(rowOf(found.generic?.differences, "Security").test.verdict).toBe("higher");
    for (const { own } of found.conditions) expect(rowOf(own, "Security").test.verdict).toBe("equivalent");
    expect(found.generic?.share).toBeGreaterThan(0.5);
  });

  it("gives own differences that sum to 0 over the conditions", () => {
    for (const dimension of DIMENSIONS) {
      const sum = found.conditions.reduce((total, { own }) => total + rowOf(own, dimension).difference, 0);
      expect(sum).toBeCloseTo(0, 9);
    }
  });

  it("holds conditions against a placebo, in which what both do is gone", () => {
    const placebo = asked("anyone", random, common);
    const { conditions: rows, placeboFromBaseline } = compareConditions(
      conditions,
      { baseline, placebo },
      key,
      SETTINGS,
    );
    expect(rowOf(placeboFromBaseline, "Security").test.verdict).toBe("higher");
    expect(rowOf(rows[1]?.fromPlacebo, "Security").test.verdict).not.toBe("higher");
    expect(rowOf(rows[0]?.fromPlacebo, "Tradition").test.verdict).toBe("higher");
  });

  it("is the comparison of two runs where there is one condition, and has no generic change then", () => {
    const [pious = plain] = conditions;
    const one = compareConditions([pious], { baseline }, key, SETTINGS);
    expect(one.generic).toBeUndefined();
    expect(one.conditions[0]?.own).toBeUndefined();
    const pair = compareRuns(pious, baseline, key, SETTINGS);
    for (const dimension of DIMENSIONS) {
      const row = rowOf(one.conditions[0]?.fromBaseline, dimension);
      expect(pair.dimensions[dimension]).toMatchObject({
        difference: row.difference,
        student: row.test.interval,
        p: row.test.p,
        adjustedP: row.test.adjustedP,
        verdict: row.test.verdict,
      });
    }
  });

  it("multiplies adjusted p by the number of conditions, and leaves p as it is", () => {
    const [pious = plain] = conditions;
    const alone = rowOf(
      compareConditions([pious], { baseline }, key, SETTINGS).conditions[0]?.fromBaseline,
      "Power",
    );
    const among = rowOf(found.conditions[0]?.fromBaseline, "Power");
    expect(among.test.p).toBe(alone.test.p);
    expect(among.test.adjustedP).toBeCloseTo(Math.min(1, 4 * alone.test.adjustedP), 12);
  });

  it("compares the mean of conditions on the answers that all of them gave", () => {
    const [first = plain, ...others] = conditions;
    const partial = { ...first, responses: first.responses.filter(({ variant }) => variant === "v1") };
    const rows = compareConditions([partial, ...others], { baseline }, key, SETTINGS).conditions;
    const sum = rows.reduce((total, { own }) => total + rowOf(own, "Power").difference, 0);
    expect(sum).toBeCloseTo(0, 9);
  });

  it("needs a condition", () => {
    expect(() => compareConditions([], { baseline }, key, SETTINGS)).toThrow(RangeError);
  });
});
