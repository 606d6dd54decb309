import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../src/lib/random.ts";
import { loadItems, loadKey, loadSurvey } from "../../../src/release/data.ts";
import { validateSurvey } from "../../../src/scoring/survey/validate-survey.ts";
import { completeProfiles } from "../../fixtures/released.ts";
import golden from "../../golden/validation.json" with { type: "json" };

const settings = () => ({ permutations: 20, random: seededRandom(1) });

describe("validateSurvey", () => {
  const key = loadKey("released");
  const profiles = completeProfiles(key);
  const validation = validateSurvey(loadSurvey(), loadItems(), key, profiles, settings());

  it("counts the survey", () => {
    expect(validation).toMatchObject({ raters: 559, groups: 12, ratings: 24_320 });
  });

  it("reproduces 480 of the 520 items exactly, as scipy does", () => {
    const { loadings } = validation;
    expect(loadings.total).toBe(9880);
    expect(loadings.reproduced).toBe(golden.reproduced);
    expect(loadings.exactItems).toHaveLength(golden.exactItems);
    expect(loadings.otherItems).toHaveLength(40);
    expect(loadings.largestExact).toBeLessThan(1e-12);
    expect(loadings.largestOther).toBeGreaterThan(0.01);
  });

  it("explains the other 40 by one participant's second questionnaire", () => {
    const first = loadItems().filter(({ query }) => query.group === 1);
    expect(validation.loadings.otherItems).toEqual(first.map(({ id }) => id));
    expect(golden.p186).toBe(40);
    expect(new Set(validation.explanations.map(({ rater }) => rater))).toEqual(new Set(["P186"]));
    expect(validation.explanations.every(({ reproducing }) => reproducing.length > 0)).toBe(true);
  });

  it("names the three tags that hang on rounding error", () => {
    expect(validation.tieTags).toEqual([
      { item: "4034/3", dimension: "Achievement", asStored: true },
      { item: "2009/5", dimension: "Conservation", asStored: false },
      { item: "3060/5", dimension: "Achievement", asStored: true },
    ]);
  });

  it("sets the models' circle beside the raters' own, with the items that the pairs share", () => {
    expect(validation).toMatchObject({ circleModels: 33, circleKey: "released" });
    expect(
      validation.circle.map(
        ({ pair, expected, models, people, sharedItems }) =>
          `${pair.join("-")} ${expected} ${models.toFixed(2)} ${people.toFixed(2)} ${sharedItems}`,
      ),
    ).toMatchInlineSnapshot(`
      [
        "Power-Achievement compatible 0.61 0.45 24",
        "Hedonism-Stimulation compatible 0.15 0.25 5",
        "Conformity-Security compatible 0.10 0.13 1",
        "Conformity-Tradition compatible 0.03 0.28 2",
        "Security-Tradition compatible -0.33 0.19 2",
        "Stimulation-Self_Direction compatible -0.52 -0.06 0",
        "Power-Universalism conflicting -0.82 -0.57 0",
        "Hedonism-Tradition conflicting -0.03 -0.35 0",
        "Hedonism-Conformity conflicting -0.33 -0.30 0",
        "Security-Stimulation conflicting -0.10 -0.47 0",
        "Benevolence-Achievement conflicting -0.72 -0.45 0",
      ]
    `);
  });

  it("refuses models scored under another key", () => {
    const other = completeProfiles(loadKey("rule"));
    expect(() => validateSurvey(loadSurvey(), loadItems(), key, other, settings())).toThrow(/different keys/);
  });
});
