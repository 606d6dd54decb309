import { expect, it } from "vitest";
import { DIMENSIONS } from "../../../src/instrument/dimensions.ts";
import { loadItems, loadSurvey } from "../../../src/release/data.ts";
import { questionnaireScores, recomputeLoadings } from "../../../src/scoring/survey/recompute-loadings.ts";

it("gives the released rho and p, to rounding error, outside the first survey group", () => {
  const loadings = recomputeLoadings(loadSurvey());
  const others = loadItems().filter(({ query }) => query.group !== 1);
  expect(others).toHaveLength(480);
  for (const item of others)
    for (const dimension of DIMENSIONS) {
      const loading = loadings.get(item.id)?.[dimension];
      expect(Math.abs((loading?.rho ?? Number.NaN) - item.loadings[dimension].rho)).toBeLessThan(1e-12);
      expect(Math.abs((loading?.p ?? Number.NaN) - item.loadings[dimension].p)).toBeLessThan(1e-12);
    }
});

it("correlates what it is told to: reversed ratings turn every sign", () => {
  const survey = { ...loadSurvey(), groups: loadSurvey().groups.slice(3, 4) };
  const plain = recomputeLoadings(survey);
  const reversed = recomputeLoadings(
    survey,
    ({ ratings }) => new Map([...ratings].map(([item, row]) => [item, row.map((rating) => 7 - rating)])),
  );
  for (const [item, loadings] of plain)
    expect(reversed.get(item)?.Power?.rho).toBeCloseTo(-(loadings.Power?.rho ?? Number.NaN), 12);
});

it("refuses a rater without questionnaire", () => {
  const survey = loadSurvey();
  const group = { group: 1, raters: ["P0"], ratings: new Map() };
  expect(() => questionnaireScores(survey, group, "Power")).toThrow(RangeError);
});
