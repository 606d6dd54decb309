import { describe, expect, it } from "vitest";
import { DIMENSIONS } from "../../../src/instrument/dimensions.ts";
import { loadKey } from "../../../src/release/data.ts";
import { itemRatings } from "../../../src/scoring/score/item-ratings.ts";
import type { QueryDraws } from "../../../src/scoring/uncertainty/query-draws.ts";
import { contrastValue, querySums, scoreContrast } from "../../../src/scoring/uncertainty/query-sums.ts";
import { resampledScores, resampleMeans, writeMeans } from "../../../src/scoring/uncertainty/resample.ts";
import { releasedRun } from "../../fixtures/released.ts";

/** Two queries, three resamples: each once; the first twice; the second twice. */
const draws: QueryDraws = { queries: 2, resamples: 3, weights: Uint8Array.of(1, 2, 0, 1, 0, 2) };

describe("writeMeans", () => {
  it("weighs each query's sum and count by how often the query was drawn", () => {
    const sums = { sums: Float64Array.of(3, 10), counts: Float64Array.of(1, 2) };
    expect(writeMeans(new Float64Array(3), sums, draws, 0, 3)).toEqual(Float64Array.of(13 / 3, 3, 5));
  });

  it("leaves a resample without any item undefined", () => {
    const sums = { sums: Float64Array.of(0, 10), counts: Float64Array.of(0, 2) };
    expect(writeMeans(new Float64Array(3), sums, draws, 0, 3)).toEqual(Float64Array.of(5, Number.NaN, 5));
  });

  it("writes only the resamples that it is asked for", () => {
    const sums = { sums: Float64Array.of(3, 10), counts: Float64Array.of(1, 2) };
    expect(writeMeans(new Float64Array(3), sums, draws, 1, 2)).toEqual(Float64Array.of(0, 3, 0));
  });
});

describe("resampleMeans", () => {
  it("gives the score itself when every query is drawn once", () => {
    const sums = querySums(itemRatings(releasedRun("qwen-max").responses), loadKey("released"));
    const queries = sums.queries.length;
    const once = { queries, resamples: 1, weights: new Uint8Array(queries).fill(1) };
    const means = resampleMeans(sums, once);
    for (const dimension of DIMENSIONS)
      expect(resampledScores(means, dimension)[0]).toBeCloseTo(
        contrastValue(scoreContrast(sums, dimension)),
        12,
      );
  });
});
