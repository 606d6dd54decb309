import { expect, it } from "vitest";
import { DIMENSIONS } from "../../../src/instrument/dimensions.ts";
import { loadSurvey } from "../../../src/release/data.ts";
import { responseStyle } from "../../../src/scoring/survey/response-style.ts";
import golden from "../../golden/validation.json" with { type: "json" };

it("agrees with scipy over the 560 seats of the survey", () => {
  const style = responseStyle(loadSurvey());
  for (const dimension of DIMENSIONS) {
    expect(style[dimension]?.rho).toBeCloseTo(golden.style[dimension].rho, 12);
    expect(style[dimension]?.p).toBeCloseTo(golden.style[dimension].p, 12);
  }
});

it("finds that raters who agree more score lower on Universalism and higher on Power", () => {
  const style = responseStyle(loadSurvey());
  expect(style.Universalism?.rho.toFixed(2)).toBe("-0.26");
  expect(style.Power?.rho.toFixed(2)).toBe("0.20");
});
