import { describe, expect, test } from "vitest";
import { moduleReference } from "../../src/contract/module-reference.ts";
import { outlineRuns } from "../../src/promptfoo/outline-runs.ts";
import { plannedAnswers, scoreColumns } from "../../src/promptfoo/score-columns.ts";
import { generateTests } from "../../src/provider-prompts/generate-tests.ts";
import { loadKey } from "../../src/release/data.ts";
import { shortFormItems } from "../../src/release/short-form.ts";
import { evalSummary } from "../../src/report/eval-summary.ts";
import type { Run } from "../../src/runs/answer.ts";
import { scoreRun } from "../../src/scoring/score/score-run.ts";
import { releasedRun } from "../fixtures/released.ts";
import { resultRow } from "../fixtures/result-row.ts";

const reference = moduleReference("provider-prompts/generate-tests", "generateTests");
const config = {
  tests: [
    {
      path: reference,
      config: { items: { ids: ["1008/1", "2025/5"] }, variants: ["v1", "v2"] },
    },
  ],
};
const plannedOf = (runs: readonly Run[]) => runs.map(({ subject, planned }) => [subject, planned]);
const foreign = { ...resultRow({ rating: 4, promptIdx: 2 }), metadata: {}, testCase: {} };

test("each column gets the metrics of its model; columns without rows of ours get none", () => {
  const rows = [
    resultRow({ rating: 5, promptIdx: 0 }),
    resultRow({ rating: 1, item: "2025/5", promptIdx: 0, testIdx: 1 }),
    resultRow({ kind: "refusal", promptIdx: 1, provider: "model-b" }),
    foreign,
  ];
  const { metrics, runs } = scoreColumns(rows, config);
  expect(plannedOf(runs)).toEqual([
    ["model-a", 4],
    ["model-b", 4],
  ]);
  expect(runs.map(({ subject }) => subject)).toEqual(["model-a", "model-b"]);
  expect([...metrics]).toEqual([
    [0, { "#Conformity": -2, "#Achievement": 2, "missing answers": 2 }],
    [1, { "missing answers": 4 }],
  ]);
});

test("the column of a short form has its scores under the weighted key", () => {
  const asked = releasedRun("gpt-4o-2024-05-13").responses.filter(({ item }) => shortFormItems().has(item));
  const rows = asked.map(({ item, variant, answer }, testIdx) =>
    resultRow({ item, variant, testIdx, ...(answer.kind === "rating" ? { rating: answer.rating } : {}) }),
  );
  const { metrics, runs } = scoreColumns(rows, {});
  const [run] = runs;
  if (run === undefined) throw new Error("there is one run");
  const { scores } = scoreRun(run, loadKey("weighted"));
  expect(metrics.get(0)).toMatchObject({ "#Power": scores.Power?.centred });
  const [outline] = outlineRuns(runs);
  expect(outline?.profile.key).toBe("weighted");
  expect(evalSummary(outline === undefined ? [] : [outline])).toContain(
    "scores of the ten values ± standard error, key weighted",
  );
});

test("with repeats, as many times the answers are planned as rows were numbered", () => {
  const rows = [resultRow({ rating: 5 }), resultRow({ rating: 5, testIdx: 2, repeat: 2 })];
  expect(plannedOf(scoreColumns(rows, config).runs)).toEqual([["model-a", 12]]);
});

test("without a config that says, what some model was asked was planned for all", () => {
  const rows = [
    resultRow({ rating: 5 }),
    resultRow({ rating: 5, item: "2025/5", testIdx: 1 }),
    resultRow({ rating: 5, promptIdx: 1, provider: "model-b" }),
  ];
  expect(scoreColumns(rows, {}).metrics.get(1)).toMatchObject({ "missing answers": 1 });
});

describe("a column whose model was asked under several conditions", () => {
  const tests = config.tests;
  const rows = [
    resultRow({ rating: 6, vars: { tone: "formal" } }),
    resultRow({ rating: 1, item: "2025/5", vars: { tone: "formal" }, testIdx: 1 }),
    resultRow({ rating: 1, vars: { tone: "informal" }, testIdx: 2 }),
    resultRow({ rating: 3, item: "2025/5", vars: { tone: "informal" }, testIdx: 3 }),
  ];

  test("has the metrics of each, named apart, and none over all of them", () => {
    const { metrics } = scoreColumns(rows, {});
    expect(metrics.get(0)).toEqual({
      "#Conformity · tone=formal": -2.5,
      "#Achievement · tone=formal": 2.5,
      "#Conformity · tone=informal": 1,
      "#Achievement · tone=informal": -1,
    });
  });

  test.each([
    [
      "scenarios",
      { scenarios: [{ config: [{ vars: { tone: "formal" } }, { vars: { tone: "informal" } }], tests }] },
    ],
    [
      "a variable with two values for all tests",
      { tests, defaultTest: { vars: { tone: ["formal", "informal"] } } },
    ],
    ["the command line, of which the config knows nothing", { tests }],
  ])("has a plan for each: %s", (_, given) => {
    expect(plannedOf(scoreColumns(rows, given).runs)).toEqual([
      ["model-a · tone=formal", 4],
      ["model-a · tone=informal", 4],
    ]);
  });

  test("plans for each what its own tests ask", () => {
    const written = generateTests({ items: { ids: ["1008/1", "2025/5", "1008/2"] }, variants: ["v1"] });
    const given = written.map((one, at) => ({
      ...one,
      vars: { ...one.vars, tone: at === 2 ? "informal" : "formal" },
    }));
    const { runs } = scoreColumns(rows, { tests: [...given, ...given.slice(0, 1)] });
    expect(plannedOf(runs)).toContainEqual(["model-a · tone=formal", 2]);
  });
});

const sampled = { sample: 3, variants: ["v1", "v2"] };

describe("counts the answers that a config plans", () => {
  test.each([
    ["a generator with config, beside other tests", [{ path: reference, config: sampled }, { vars: {} }], 6],
    [
      "a generator of the package",
      [{ path: "file:///x/dist/provider-prompts/generate-tests.js:generateTests" }],
      1902,
    ],
    ["a generator as the only test", reference, 1902],
    ["tests that are written out", generateTests(sampled), 6],
    [
      "the same tests twice: asked twice, planned once",
      [
        { path: reference, config: sampled },
        { path: reference, config: sampled },
      ],
      6,
    ],
  ])("%s", (_, tests, planned) => {
    expect(plannedAnswers({ tests })).toBe(planned);
  });

  test.each([
    ["other tests only", { tests: [{ vars: { a: 1 } }, "file://tests.csv", { path: "file://x.ts:tests" }] }],
    ["no tests", {}],
    ["no config", undefined],
  ])("%s: unknown", (_, given) => {
    expect(plannedAnswers(given)).toBeUndefined();
  });
});

test("two providers that differ by a key in their address stay two models, and the key is in no name, run or metric", () => {
  const rows = ["K1SECRET", "K2SECRET"].flatMap((secret, promptIdx) =>
    [5, 4].map((rating, testIdx) => ({
      ...resultRow({ rating: rating === 5 ? 5 : 4, item: `1008/${testIdx + 1}`, promptIdx, testIdx }),
      provider: { id: `http://me:${secret}@host/chat?api_key=${secret}#${secret}` },
    })),
  );
  const scored = scoreColumns(rows, config);
  expect(scored.runs.map(({ subject, provider }) => [subject, provider])).toEqual([
    ["http://host/chat", "http://host/chat"],
    ["http://host/chat (2)", "http://host/chat"],
  ]);
  expect(scored.duplicates).toBe(0);
  expect([...scored.metrics.keys()]).toEqual([0, 1]);
  expect([...scored.metrics.values()].map((metrics) => Object.keys(metrics).length > 0)).toEqual([
    true,
    true,
  ]);
  expect(JSON.stringify([scored.runs, [...scored.metrics]])).not.toContain("SECRET");
});
