import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../src/lib/random.ts";
import { drawQueries, seededQueryDraws } from "../../../src/scoring/uncertainty/query-draws.ts";

describe("drawQueries", () => {
  it("draws as many queries as there are in every resample", () => {
    const { weights } = drawQueries(7, 200, seededRandom(1));
    for (let resample = 0; resample < 200; resample += 1)
      expect(sum(weights.filter((_, cell) => cell % 200 === resample))).toBe(7);
  });

  it("draws every query equally often, but for chance", () => {
    const { weights } = drawQueries(10, 10_000, seededRandom(2));
    // The number of times a query is drawn has variance 10,000 * 10 * .1 * .9; five SDs are 475.
    for (let query = 0; query < 10; query += 1)
      expect(Math.abs(sum(weights.subarray(query * 10_000, (query + 1) * 10_000)) - 10_000)).toBeLessThan(
        475,
      );
  });

  it("refuses fewer than 100 resamples", () => {
    expect(() => drawQueries(5, 99, seededRandom(1))).toThrow("resamples must be a whole number from 100 up");
    expect(() => drawQueries(5, 100.5, seededRandom(1))).toThrow(RangeError);
  });
});

describe("seededQueryDraws", () => {
  it("gives the same draws for the same seed, whatever was drawn in between", () => {
    const first = seededQueryDraws(5, 100, 42).weights.slice();
    expect(seededQueryDraws(5, 100, 43).weights).not.toEqual(first);
    expect(seededQueryDraws(6, 100, 42).weights).toHaveLength(600);
    expect(seededQueryDraws(5, 100, 42).weights).toEqual(first);
    expect(drawQueries(5, 100, seededRandom(42)).weights).toEqual(first);
  });
});

function sum(values: Uint8Array): number {
  return values.reduce((total, value) => total + value, 0);
}
