import { expect, test } from "vitest";
import { moduleReference } from "../../src/contract/module-reference.ts";
import { scoreColumns } from "../../src/promptfoo/score-columns.ts";
import { loadKey } from "../../src/release/data.ts";
import { resultRow } from "../fixtures/result-row.ts";

const key = loadKey("released");
const config = {
  tests: [
    {
      path: moduleReference("provider-prompts/generate-tests", "generateTests"),
      config: { items: { ids: ["1008/1", "2025/5"] }, variants: ["v1", "v2"] },
    },
  ],
};
const foreign = { ...resultRow({ rating: 4, promptIdx: 2 }), metadata: {}, testCase: {} };

test("each column gets the metrics of its model; columns without rows of ours get none", () => {
  const rows = [
    resultRow({ rating: 5, promptIdx: 0 }),
    resultRow({ rating: 1, item: "2025/5", promptIdx: 0, testIdx: 1 }),
    resultRow({ kind: "refusal", promptIdx: 1, provider: "model-b" }),
    foreign,
  ];
  const { metrics, planned, runs } = scoreColumns(rows, config, key);
  expect(planned).toBe(4);
  expect(runs.map(({ subject }) => subject)).toEqual(["model-a", "model-b"]);
  expect([...metrics]).toEqual([
    [0, { "#Conformity": -2, "#Achievement": 2, "missing answers": 2 }],
    [1, { "missing answers": 4 }],
  ]);
});

test("with repeats, as many times the answers are planned as rows were numbered", () => {
  const rows = [resultRow({ rating: 5 }), resultRow({ rating: 5, testIdx: 2, repeat: 2 })];
  expect(scoreColumns(rows, config, key).planned).toBe(12);
});

test("without a config that says, what some model was asked was planned for all", () => {
  const rows = [
    resultRow({ rating: 5 }),
    resultRow({ rating: 5, item: "2025/5", testIdx: 1 }),
    resultRow({ rating: 5, promptIdx: 1, provider: "model-b" }),
  ];
  expect(scoreColumns(rows, {}, key).metrics.get(1)).toMatchObject({ "missing answers": 1 });
});
