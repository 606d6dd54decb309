import { describe, expect, it } from "vitest";
import { DIMENSIONS } from "../../../src/instrument/dimensions.ts";
import { loadItems, loadSurvey } from "../../../src/release/data.ts";
import { explainMismatches } from "../../../src/scoring/survey/explain-mismatches.ts";
import { recomputeLoadings } from "../../../src/scoring/survey/recompute-loadings.ts";

const items = new Map(loadItems().map((item) => [item.id, item]));
const released = (item: string, dimension: (typeof DIMENSIONS)[number]) => {
  const loading = items.get(item)?.loadings[dimension];
  if (loading === undefined) throw new Error(item);
  return loading;
};

describe("explainMismatches", () => {
  const explanations = explainMismatches(loadSurvey(), released);

  it("finds that participant P186's other questionnaire explains the first group, on every dimension", () => {
    expect(explanations.map(({ dimension }) => dimension)).toEqual([...DIMENSIONS]);
    for (const { rater, group, reproducing } of explanations) {
      expect({ rater, group }).toEqual({ rater: "P186", group: 1 });
      expect(reproducing.length).toBeGreaterThan(0);
    }
  });

  it("finds Neuroticism 4.0 where the release stores 3.0", () => {
    const row = explanations.find(({ dimension }) => dimension === "Neuroticism");
    expect(row).toMatchObject({ stored: 3, reproducing: [4] });
  });

  it("finds that only four of the stored scores could be those of the first group", () => {
    const fitting = explanations.filter(({ stored, reproducing }) => reproducing.includes(stored));
    expect(fitting.map(({ dimension }) => dimension)).toEqual([
      "Openness_to_Change",
      "Conscientiousness",
      "Extraversion",
      "Agreeableness",
    ]);
  });

  it("has nothing to explain where all correlations follow from the survey", () => {
    const own = recomputeLoadings(loadSurvey());
    const rows = explainMismatches(loadSurvey(), (item, dimension) => {
      const loading = own.get(item)?.[dimension];
      if (loading === undefined) throw new Error(item);
      return loading;
    });
    expect(rows).toEqual([]);
  });
});
