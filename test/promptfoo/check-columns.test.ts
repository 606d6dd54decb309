import { describe, expect, test } from "vitest";
import { planText } from "../../src/contract/eval-plan.ts";
import { checkColumns, countRows, describeChecks } from "../../src/promptfoo/check-columns.ts";

const raw = planText({ cells: ["1008/1 v1", "1008/1 v2"], others: 0, ranged: false, functions: [] });
const prompts = ["model-a", "model-b"].map((provider) => ({ raw, label: "Value Portrait", provider }));
const row = (promptIdx: number, testIdx: number, failureReason = 0) => ({
  promptIdx,
  testIdx,
  success: failureReason === 0,
  score: failureReason === 0 ? 1 : 0,
  failureReason,
  testCase: {
    metadata: { instrument: "value-portrait", item: "1008/1", variant: testIdx === 0 ? "v1" : "v2" },
  },
});

describe("planned and stored rows", () => {
  test("nothing is said of a whole run", () => {
    const rows = [row(0, 0), row(0, 1), row(1, 0), row(1, 1)];
    expect(describeChecks(checkColumns(prompts, rows), "eval-1")).toEqual([]);
  });

  test("every difference and every failed call is said, with the command against it", () => {
    const checks = checkColumns(prompts, [row(0, 0), row(1, 0), row(1, 1, 2)]);
    expect(describeChecks(checks, "eval-1")).toMatchInlineSnapshot(`
      [
        "1 of 2 planned answers of model-a (Value Portrait) are NOT stored: 1008/1 v2",
        "ask the missing ones, and only them: npx promptfoo eval --resume eval-1",
        "1 of 2 calls of model-b (Value Portrait) failed",
        "ask the failed ones again: npx promptfoo retry eval-1, and then, because promptfoo clears the scores in the header: npx value-portrait rescore eval-1",
      ]
    `);
  });

  test("a failed call that was asked again is no failure", () => {
    const [check] = checkColumns(prompts.slice(0, 1), [row(0, 0), row(0, 1, 2), row(0, 1)]);
    expect(check).toMatchObject({ planned: 2, missing: [], errors: 0 });
  });

  test("columns without a plan of ours are left alone", () => {
    expect(checkColumns([{ raw: "Hello {{name}}", label: "hello", provider: "a" }], [])).toEqual([]);
  });
});

test("the header's counts are those of the rows", () => {
  const rows = [row(0, 0), row(0, 1, 1), row(0, 1, 2), row(1, 0)];
  expect(countRows(rows, 0)).toEqual({
    testPassCount: 1,
    testFailCount: 1,
    testErrorCount: 1,
    score: 1,
  });
});
