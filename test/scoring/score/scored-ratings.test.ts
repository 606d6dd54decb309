import { expect, it } from "vitest";
import { scoredRating, scoredRatings } from "../../../src/scoring/score/scored-ratings.ts";

it("turns the ratings of negative items around", () => {
  expect(scoredRating(2, { item: "1008/1", sign: 1 })).toBe(2);
  expect(scoredRating(2, { item: "1008/1", sign: -1 })).toBe(5);
});

it("leaves out keyed items without a rating", () => {
  const keyed = [
    { item: "1008/1", sign: 1 as const },
    { item: "1008/2", sign: -1 as const },
  ];
  expect(scoredRatings(keyed, new Map([["1008/2", 1.5]]))).toEqual([5.5]);
});
