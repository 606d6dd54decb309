import { expect, it } from "vitest";
import { VALUES } from "../../../src/instrument/dimensions.ts";
import { loadSurvey } from "../../../src/release/data.ts";
import { withExactTies } from "../../../src/scoring/survey/exact-ties.ts";

it("makes scores equal that differ by rounding error, and moves none by more than that", () => {
  const survey = loadSurvey();
  const exact = withExactTies(survey);
  const distinct = (from: typeof survey) =>
    VALUES.map((value) => new Set([...from.questionnaires.values()].map((scores) => scores[value])).size);
  for (const [index, count] of distinct(exact).entries())
    expect(count).toBeLessThan(distinct(survey)[index] ?? 0);
  for (const [rater, scores] of survey.questionnaires)
    for (const value of VALUES)
      expect(Math.abs((exact.questionnaires.get(rater)?.[value] ?? Number.NaN) - scores[value])).toBeLessThan(
        1e-9,
      );
});
