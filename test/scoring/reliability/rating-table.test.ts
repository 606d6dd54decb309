import { expect, it } from "vitest";
import { ratingTable } from "../../../src/scoring/reliability/rating-table.ts";
import { answers, response } from "../../fixtures/answers.ts";

it("keeps the items that have a rating under every variant of the run", () => {
  const responses = [...answers("1008/1", "45"), ...answers("1008/2", "4r"), ...answers("1008/3", "61")];
  expect(ratingTable(responses)).toEqual({
    variants: ["v1", "v1_reversed"],
    items: ["1008/1", "1008/3"],
    ratings: [
      [4, 5],
      [6, 1],
    ],
  });
});

it("averages repetitions", () => {
  const responses = [response("1008/1", "v1", "4", 0), response("1008/1", "v1", "5", 1)];
  expect(ratingTable(responses).ratings).toEqual([[4.5]]);
});

it("is empty without ratings", () => {
  expect(ratingTable(answers("1008/1", "rn"))).toEqual({ variants: [], items: [], ratings: [] });
});
