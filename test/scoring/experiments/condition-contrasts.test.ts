import { describe, expect, it } from "vitest";
import { DIMENSIONS, type Dimension, VALUES } from "../../../src/instrument/dimensions.ts";
import { seededRandom } from "../../../src/lib/random.ts";
import { loadKey } from "../../../src/release/data.ts";
import { isApart } from "../../../src/scoring/compare/verdict.ts";
import { compareConditions } from "../../../src/scoring/experiments/compare-conditions.ts";
import {
  type ConditionAxis,
  conditionContrasts,
} from "../../../src/scoring/experiments/condition-contrasts.ts";
import type { Differences } from "../../../src/scoring/experiments/differences.ts";
import { holm } from "../../../src/scoring/statistics/holm.ts";
import { asked } from "../../fixtures/asked-condition.ts";

const key = loadKey("released");
const SETTINGS = { margin: 0.3, seed: 42, resamples: 1000 };
const random = seededRandom(8);

/** Generic effects, and Hedonism that falls from group to group. */
const young = asked("young", random, { Security: 1, Hedonism: 2 });
const middle = asked("middle", random, { Security: 1, Hedonism: 1 });
const old = asked("old", random, { Security: 1 });
const people = (up: number) => ({
  group: `people ${up}`,
  differences: VALUES.map((value) => (value === "Hedonism" ? up : 0)),
});
const age: ConditionAxis = {
  axis: "age",
  ordered: true,
  groups: [
    { group: "20-39", run: young, people: people(0.5) },
    { group: "40-59", run: middle, people: people(0.1) },
    { group: "60 and over", run: old, people: people(-0.3) },
  ],
};
const rowOf = (rows: Differences, dimension: Dimension) => {
  const row = rows[DIMENSIONS.indexOf(dimension)];
  if (row?.kind !== "compared") throw new Error(`${dimension} is not compared`);
  return row;
};

describe("conditionContrasts", () => {
  const [found] = conditionContrasts([age], key, SETTINGS);
  if (found === undefined) throw new Error("one axis");

  it("finds what sets the ends of an axis apart, and nothing of what both do", () => {
    expect(rowOf(found.ends.differences, "Hedonism").test.verdict).toBe("higher");
    expect(isApart(rowOf(found.ends.differences, "Security").test)).toBe(false);
    expect(found.ends).toMatchObject({ group: "20-39", minus: { group: "60 and over" } });
  });

  it("holds the ends against the same contrast of people", () => {
    expect(found.ends.people?.[VALUES.indexOf("Hedonism")]).toBeCloseTo(0.8, 12);
    expect(found.ends.agreement?.signs).toMatchObject({ agreeing: 1, decided: 1 });
    expect(found.ends.agreement?.cosine).toBeGreaterThan(0.5);
  });

  it("gives each group minus the mean, which sum to 0, in model and people", () => {
    for (const dimension of DIMENSIONS) {
      const sum = found.fromMean.reduce((all, one) => all + rowOf(one.differences, dimension).difference, 0);
      expect(sum).toBeCloseTo(0, 9);
    }
    const ofPeople = found.fromMean.map((one) => one.people?.[VALUES.indexOf("Hedonism")] ?? Number.NaN);
    expect(ofPeople).toEqual([0.4, 0, -0.4].map((mean) => expect.closeTo(mean, 12)));
  });

  it("gives the trend of the model beside that of people", () => {
    expect(found.trends?.[VALUES.indexOf("Hedonism")]).toEqual({ value: "Hedonism", model: -1, people: -1 });
    expect(conditionContrasts([{ ...age, ordered: false }], key, SETTINGS)[0]?.trends).toBeUndefined();
  });

  it("has one contrast of two groups, whose p is that of the two alone", () => {
    const two = { ...age, groups: age.groups.slice(1) };
    const [pair] = conditionContrasts([two], key, SETTINGS);
    expect(pair).toMatchObject({ fromMean: [], trends: undefined });
    const alone = compareConditions([middle], { baseline: old }, key, SETTINGS).conditions[0]?.fromBaseline;
    expect(pair?.ends.differences).toEqual(alone);
  });

  it("multiplies adjusted p by the number of contrasts of all axes", () => {
    const two = { axis: "two", ordered: false, groups: age.groups.slice(1) };
    const [, among] = conditionContrasts([age, two], key, SETTINGS);
    const tests = VALUES.map((value) => rowOf(among?.ends.differences ?? [], value).test);
    expect(tests.map(({ adjustedP }) => adjustedP)).toEqual(
      holm(tests.map(({ p }) => p)).map((p) => expect.closeTo(Math.min(1, 5 * p), 12)),
    );
  });

  it("has no contrast of people where an end has none", () => {
    const groups = age.groups.map((one, place) => (place === 2 ? { ...one, people: undefined } : one));
    const [without] = conditionContrasts([{ ...age, groups }], key, SETTINGS);
    expect(without?.ends).toMatchObject({ people: undefined, agreement: undefined });
    expect(without?.trends?.[0]?.people).toBeUndefined();
  });

  it("says nothing of conditions that do nothing", () => {
    const groups = ["a", "b", "c"].map((group) => ({ group, run: asked(group, random) }));
    const [nothing] = conditionContrasts([{ axis: "none", ordered: false, groups }], key, SETTINGS);
    const rows = [nothing?.ends, ...(nothing?.fromMean ?? [])].flatMap((one) => one?.differences ?? []);
    expect(rows.filter((row) => row.kind === "compared" && isApart(row.test))).toEqual([]);
  });

  it("needs two groups", () => {
    expect(() => conditionContrasts([{ ...age, groups: age.groups.slice(1, 2) }], key, SETTINGS)).toThrow(
      RangeError,
    );
  });
});
