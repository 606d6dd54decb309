import { describe, expect, it } from "vitest";
import { DIMENSIONS } from "../../../src/instrument/dimensions.ts";
import { seededRandom } from "../../../src/lib/random.ts";
import { loadSurvey } from "../../../src/release/data.ts";
import { permutationNull } from "../../../src/scoring/survey/permutation-null.ts";
import golden from "../../golden/validation.json" with { type: "json" };

const PERMUTATIONS = 300;

describe("permutationNull", () => {
  const chance = permutationNull(loadSurvey(), { permutations: PERMUTATIONS, random: seededRandom(1) });

  it("observes the tags that scipy's correlations give", () => {
    for (const dimension of DIMENSIONS)
      expect(chance.dimensions[dimension].observed).toBe(golden.observed[dimension]);
    expect(chance.families.values.observed).toBe(golden.values.observed);
  });

  it("expects as many tags by chance as numpy's permutations give", () => {
    // Four standard errors of the difference of the two simulated means.
    const error = (sd: number) => 4 * sd * Math.sqrt(1 / PERMUTATIONS + 1 / 2000);
    for (const dimension of DIMENSIONS)
      expect(
        Math.abs(chance.dimensions[dimension].expected - golden.expected[dimension]),
        dimension,
      ).toBeLessThan(error(golden.chanceSd[dimension]));
    expect(Math.abs(chance.families.values.expected - golden.values.expected)).toBeLessThan(
      error(golden.values.sd),
    );
  });

  it("finds that the tags of Power go far beyond chance and those of Self-Direction do not", () => {
    expect(chance.dimensions.Power.p).toBe(1 / (PERMUTATIONS + 1));
    expect(chance.dimensions.Self_Direction.p).toBeGreaterThan(0.2);
  });

  it("gives the same result for the same seed", () => {
    const again = () => permutationNull(loadSurvey(), { permutations: 3, random: seededRandom(9) });
    expect(again()).toEqual(again());
  });

  it("gives no tags where nobody differs", () => {
    const survey = loadSurvey();
    const flat = {
      ...survey,
      groups: survey.groups.map((group) => ({
        ...group,
        ratings: new Map([...group.ratings].map(([item, row]) => [item, row.map(() => 4 as const)])),
      })),
    };
    const { families } = permutationNull(flat, { permutations: 2, random: seededRandom(1) });
    expect(families.values).toEqual({ observed: 0, expected: 0, sd: 0, p: 1 });
  });
});
