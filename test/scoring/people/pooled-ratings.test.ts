import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../src/lib/random.ts";
import { loadItems, loadSurvey } from "../../../src/release/data.ts";
import { drawCounts, everyRater, pooledRatings } from "../../../src/scoring/people/pooled-ratings.ts";

const survey = {
  groups: [
    {
      group: 1,
      raters: ["P1", "P2"],
      ratings: new Map([
        ["1001/1", [6, 2] as const],
        ["1001/2", [1, 1] as const],
      ]),
    },
    { group: 2, raters: ["P3"], ratings: new Map([["1002/1", [5] as const]]) },
  ],
  questionnaires: new Map(),
};

describe("pooledRatings", () => {
  it("is the mean over the raters, in the order of the items asked for", () => {
    const pooled = pooledRatings(survey, ["1002/1", "1001/1"]);
    expect([...pooled(everyRater)]).toEqual([5, 4]);
  });

  it("counts a rater as often as drawn", () => {
    const pooled = pooledRatings(survey, ["1001/1", "1001/2"]);
    expect([...pooled((raters) => (raters === 2 ? Float64Array.of(0, 2) : everyRater(raters)))]).toEqual([
      2, 1,
    ]);
  });

  it("gives the item means of the embedded data", () => {
    const items = loadItems();
    const means = pooledRatings(
      loadSurvey(),
      items.map(({ id }) => id),
    )(everyRater);
    for (const [index, { human }] of items.entries()) expect(means[index]).toBeCloseTo(human.mean, 12);
  });

  it("refuses an item that nobody rated", () => {
    expect(() => pooledRatings(survey, ["1003/1"])).toThrow(RangeError);
  });
});

it("draws as often as there are things to draw", () => {
  const random = seededRandom(4);
  for (const size of [1, 7, 46])
    expect(drawCounts(size, random).reduce((sum, count) => sum + count)).toBe(size);
});
