import { expect, test } from "vitest";
import { loadReleasedModels } from "../../src/release/data.ts";
import { releasedAnswers } from "../../src/release/released-answers.ts";
import { releasedRun } from "../../src/release/released-run.ts";
import { countAnswers } from "../../src/scoring/score/count-answers.ts";
import { itemRatings } from "../../src/scoring/score/item-ratings.ts";

test("a released model's characters sum up to what its run does, item for item", () => {
  for (const model of loadReleasedModels()) {
    const run = releasedRun(model);
    const { ratings, usable, counts } = releasedAnswers(model);
    expect([...ratings]).toEqual([...itemRatings(run.responses)]);
    expect(counts).toEqual(countAnswers(run));
    const rated = run.responses.filter(({ answer }) => answer.kind === "rating");
    expect([...usable.values()].reduce((sum, count) => sum + count, 0)).toBe(rated.length);
    expect([...usable.keys()]).toEqual([...ratings.keys()]);
  }
});
