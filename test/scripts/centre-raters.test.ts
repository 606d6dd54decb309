import { mean } from "simple-statistics";
import { expect, it } from "vitest";
import { centreRaters } from "../../scripts/centre-raters.ts";
import { loadSurvey } from "../../src/release/data.ts";

it("takes each rater's own mean off the rater's ratings", () => {
  const centred = centreRaters({
    group: 1,
    raters: ["agrees", "differs"],
    ratings: new Map([
      ["1001/1", [6, 1]],
      ["1001/2", [4, 5]],
    ]),
  });
  expect(centred).toEqual(
    new Map([
      ["1001/1", [1, -2]],
      ["1001/2", [-1, 2]],
    ]),
  );
});

it("leaves every rater of the survey a mean of 0", () => {
  for (const group of loadSurvey().groups) {
    const rows = [...centreRaters(group).values()];
    for (const [column] of group.raters.entries())
      expect(mean(rows.map((row) => row[column] ?? Number.NaN))).toBeCloseTo(0, 12);
  }
});
