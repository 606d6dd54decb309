import { describe, expect, it } from "vitest";
import { loadKey } from "../../../src/release/data.ts";
import { pairRuns } from "../../../src/scoring/compare/pair-runs.ts";
import { answers, response } from "../../fixtures/answers.ts";

const key = loadKey("released");
const run = (...responses: readonly ReturnType<typeof response>[]) => ({ subject: "a run", responses });

describe("pairRuns", () => {
  it("keeps the items and variants for which both have a rating", () => {
    const { a, b, paired, dropped } = pairRuns(
      run(...answers("1038/2", "44r"), ...answers("3002/2", "5")),
      run(...answers("1038/2", "2r2")),
      key,
    );
    expect(a).toEqual([response("1038/2", "v1", "4")]);
    expect(b).toEqual([response("1038/2", "v1", "2")]);
    expect(paired).toEqual({ items: 1, prompts: 1 });
    expect(dropped).toEqual({ a: { items: 1, prompts: 2 }, b: { items: 0, prompts: 1 } });
  });

  it("keeps all repeats of a kept prompt and counts it once", () => {
    const { a, paired } = pairRuns(
      run(response("1038/2", "v1", "4", 0), response("1038/2", "v1", "5", 1)),
      run(response("1038/2", "v1", "2", 0)),
      key,
    );
    expect(a).toHaveLength(2);
    expect(paired).toEqual({ items: 1, prompts: 1 });
  });

  it("leaves out items that the key does not score", () => {
    const unscored = run(...answers("1010/3", "4"));
    expect(pairRuns(unscored, unscored, key).paired).toEqual({ items: 0, prompts: 0 });
  });
});
