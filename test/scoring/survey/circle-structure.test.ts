import { describe, expect, it } from "vitest";
import { VALUES, type Value } from "../../../src/instrument/dimensions.ts";
import { loadKey, loadSurvey } from "../../../src/release/data.ts";
import { circleStructure, sharedItems } from "../../../src/scoring/survey/circle-structure.ts";
import { completeProfiles } from "../../fixtures/released.ts";
import golden from "../../golden/validation.json" with { type: "json" };

const centred = (name: "released" | "style-centred") =>
  completeProfiles(loadKey(name)).map(({ scores }) =>
    Object.fromEntries(VALUES.map((value) => [value, scores[value]?.centred])),
  ) as Record<Value, number>[];

describe("circleStructure", () => {
  it.each(["released", "style-centred"] as const)("agrees with numpy over the models, key %s", (name) => {
    const pairs = circleStructure(centred(name));
    expect(pairs.map(({ pair }) => [...pair])).toEqual(golden.pairs);
    for (const [index, { r }] of pairs.entries())
      expect(r).toBeCloseTo(golden.modelPairs[name][index] ?? 0, 9);
  });

  it("agrees with numpy over the raters' questionnaires", () => {
    const survey = loadSurvey();
    const raters = new Set(survey.groups.flatMap((group) => group.raters));
    const people = circleStructure([...raters].flatMap((rater) => survey.questionnaires.get(rater) ?? []));
    for (const [index, { r }] of people.entries()) expect(r).toBeCloseTo(golden.peoplePairs[index] ?? 0, 9);
  });

  it("leaves out a pair that no respondent has both scores of", () => {
    const rows = [1, 2, 4].map((score) => ({ Power: score, Achievement: score }));
    expect(circleStructure(rows).map(({ pair, r }) => [pair[0], pair[1], r])).toEqual([
      ["Power", "Achievement", 1],
    ]);
  });

  it("refuses fewer than three respondents", () => {
    expect(() => circleStructure([{}, {}])).toThrow(RangeError);
  });
});

it("counts the items that a key scores for both values of a pair", () => {
  expect(sharedItems(loadKey("released"), ["Power", "Achievement"])).toBe(24);
  expect(sharedItems(loadKey("released"), ["Power", "Universalism"])).toBe(0);
});
