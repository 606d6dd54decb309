import { describe, expect, it } from "vitest";
import { queryCovariance } from "../../../src/scoring/reliability/query-covariance.ts";

describe("queryCovariance", () => {
  it("is the sample covariance when each set has one item in each query", () => {
    // Means 2 and 4: (-1 * -2 + 1 * 2) / (2 - 1).
    const found = queryCovariance({ values: [1, 3], queries: [7, 8] }, { values: [2, 6], queries: [7, 8] });
    expect(found).toBeCloseTo(4, 12);
  });

  it("is unbiased for sets of unequal size: the expectation of its form is the covariance", () => {
    // Effects +1 and -1 of two queries, shared by both sets and unequally many items: the variance of two such
    // effects is 2, and so is the covariance of what both sets share.
    const found = queryCovariance(
      { values: [1, 1, -1], queries: [7, 7, 8] },
      { values: [1, -1, -1, -1], queries: [7, 8, 8, 8] },
    );
    expect(found).toBeCloseTo(2, 12);
  });

  it("is undefined when the sets share no query", () => {
    expect(queryCovariance({ values: [1], queries: [7] }, { values: [2], queries: [8] })).toBeUndefined();
  });
});
