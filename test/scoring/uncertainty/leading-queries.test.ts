import { describe, expect, it } from "vitest";
import { loadKey } from "../../../src/release/data.ts";
import { reduceRun } from "../../../src/scoring/score/reduced-run.ts";
import { contributions } from "../../../src/scoring/uncertainty/cluster-robust-se.ts";
import { hangsOnTwo, leadingQueries } from "../../../src/scoring/uncertainty/leading-queries.ts";
import { scoreContrast } from "../../../src/scoring/uncertainty/query-sums.ts";
import { completeRuns, madeUpRun } from "../../fixtures/answers.ts";

const key = loadKey("released");

describe("leadingQueries", () => {
  it("are the two of the largest pulls, with their share of all squares", () => {
    const { sums } = reduceRun(completeRuns[0] ?? madeUpRun(() => "3"), key);
    const contrast = scoreContrast(sums, "Tradition");
    const pulls = [...contributions(contrast)];
    const { queries, share } = leadingQueries(contrast, sums.queries);
    const own = queries.map((query) => (pulls[sums.queries.indexOf(query)] ?? 0) ** 2);
    const all = pulls.reduce((sum, pull) => sum + pull ** 2, 0);
    expect(share).toBeCloseTo(((own[0] ?? 0) + (own[1] ?? 0)) / all, 12);
    const others = pulls.filter((_, index) => !queries.includes(sums.queries[index] ?? 0));
    expect(Math.max(...others.map((pull) => pull ** 2))).toBeLessThanOrEqual(Math.min(...own));
  });

  it("carry more than half of the variance of Tradition in 28 of 33 models", () => {
    const found = completeRuns.filter((run) => {
      const { sums } = reduceRun(run, key);
      return hangsOnTwo(leadingQueries(scoreContrast(sums, "Tradition"), sums.queries));
    });
    expect(found).toHaveLength(28);
  });
});
