import { describe, expect, it } from "vitest";
import { DIMENSIONS } from "../../../src/instrument/dimensions.ts";
import type { Key } from "../../../src/instrument/key.ts";
import { recordOf } from "../../../src/lib/record-of.ts";
import { loadKey } from "../../../src/release/data.ts";
import { itemRatings } from "../../../src/scoring/score/item-ratings.ts";
import { scoreRun } from "../../../src/scoring/score/score-run.ts";
import {
  contrastValue,
  meanOf,
  querySums,
  scoreContrast,
  sizeOf,
} from "../../../src/scoring/uncertainty/query-sums.ts";
import { completeRuns } from "../../fixtures/answers.ts";

const key = loadKey("released");

/** Universalism on two items of one query, one of them reversed; Power on one item of another. */
const small: Key = {
  ...key,
  items: {
    ...recordOf(DIMENSIONS, () => []),
    Universalism: [
      { item: "1008/1", sign: 1 },
      { item: "1008/2", sign: -1 },
    ],
    Power: [{ item: "2001/1", sign: 1 }],
  },
};

describe("querySums", () => {
  const ratings = new Map([
    ["2001/1", 3],
    ["1008/1", 5],
    ["1008/2", 1],
    ["3002/1", 6],
  ]);

  it("adds up scored ratings by query, for the queries that the key scores, in ascending order", () => {
    const { queries, dimensions } = querySums(ratings, small);
    expect(queries).toEqual([1008, 2001]);
    expect(dimensions.Universalism).toEqual({ sums: Float64Array.of(11, 0), counts: Float64Array.of(2, 0) });
    expect(dimensions.Power).toEqual({ sums: Float64Array.of(0, 3), counts: Float64Array.of(0, 1) });
  });

  it("takes baselines in rating direction, whatever the sign", () => {
    const { families } = querySums(ratings, small);
    expect(families.values).toEqual({ sums: Float64Array.of(6, 3), counts: Float64Array.of(2, 1) });
    expect(meanOf(families.values)).toBe(3);
  });

  it("counts no item without a rating, and has no mean without an item", () => {
    const { dimensions } = querySums(new Map([["2001/1", 3]]), small);
    expect(sizeOf(dimensions.Universalism)).toEqual({ items: 0, queries: 0 });
    expect(meanOf(dimensions.Universalism)).toBeNaN();
  });

  it("can be laid out over more queries than are rated", () => {
    expect(querySums(ratings, small, [1008, 1009, 2001]).dimensions.Power.counts).toEqual(
      Float64Array.of(0, 0, 1),
    );
  });
});

describe("scoreContrast", () => {
  it("is the centred score of every dimension of every released model", () => {
    for (const run of completeRuns) {
      const sums = querySums(itemRatings(run.responses), key);
      const { scores } = scoreRun(run, key);
      for (const dimension of DIMENSIONS)
        expect(contrastValue(scoreContrast(sums, dimension))).toBeCloseTo(
          scores[dimension]?.centred ?? Number.NaN,
          12,
        );
    }
  });
});
