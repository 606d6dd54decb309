import { expect, test } from "vitest";
import { loadSurvey } from "../../../src/release/data.ts";
import { chanceAlike } from "../../../src/scoring/screen/chance-alike.ts";
import { raterStyles } from "../../../src/scoring/screen/rater-styles.ts";
import golden from "../../golden/screen.json" with { type: "json" };

const raters = raterStyles(loadSurvey()).map(({ counts }) => counts);

test.each(golden.alike)("%i of %i alike agrees with scipy", (same, items, chance) => {
  expect(chanceAlike(same, items, raters)).toBeCloseTo(chance, 12);
});

test("can be counted by hand", () => {
  // Of the six pairs of four ratings, 1 1 2 3, one is alike.
  expect(chanceAlike(2, 2, [[2, 1, 1, 0, 0, 0]])).toBeCloseTo(1 / 6, 12);
  expect(chanceAlike(3, 3, [[2, 1, 1, 0, 0, 0]])).toBe(0);
});

test("is certain where no more than half are alike, and where no rater rated as many items", () => {
  expect(chanceAlike(6, 12, raters)).toBe(1);
  expect(chanceAlike(9, 9, [[2, 1, 1, 0, 0, 0]])).toBe(1);
});
