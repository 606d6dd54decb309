import { quantile, standardDeviation } from "simple-statistics";
import { describe, expect, it } from "vitest";
import { loadItems, loadSurvey } from "../../../src/release/data.ts";
import { raterMeans, raterStyles } from "../../../src/scoring/screen/rater-styles.ts";
import golden from "../../golden/screen.json" with { type: "json" };

describe("raterStyles", () => {
  const styles = raterStyles(loadSurvey());

  it("has an entry for each rater of each group", () => {
    expect(styles).toHaveLength(golden.raters.count);
  });

  it("agrees with numpy on how levels and spreads are distributed", () => {
    expect(standardDeviation(styles.map(({ level }) => level))).toBeCloseTo(golden.raters.level_sd, 12);
    const sds = styles.map(({ sd }) => sd);
    expect(quantile(sds, 0.5)).toBeCloseTo(golden.raters.sds[2] ?? 0, 12);
  });

  it("measures a level against the others who rated the same items", () => {
    const ratings = new Map([
      ["1008/1", [1, 3] as const],
      ["1008/2", [2, 6] as const],
    ]);
    const survey = { groups: [{ group: 1, raters: ["A", "B"], ratings }], questionnaires: new Map() };
    expect(raterStyles(survey)).toEqual([
      { level: -1.5, sd: 0.5, counts: [1, 1, 0, 0, 0, 0] },
      { level: 1.5, sd: 1.5, counts: [0, 0, 1, 0, 0, 1] },
    ]);
  });
});

describe("raterMeans", () => {
  it("gives the mean that each item carries", () => {
    const means = raterMeans(loadSurvey());
    for (const { id, human } of loadItems()) expect(means.get(id)).toBeCloseTo(human.mean, 10);
  });
});
