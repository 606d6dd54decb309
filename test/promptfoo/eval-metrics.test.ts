import { expect, test } from "vitest";
import { MISSING_METRIC, metricOf } from "../../src/contract/metric-names.ts";
import { VALUES } from "../../src/instrument/dimensions.ts";
import { evalMetrics } from "../../src/promptfoo/eval-metrics.ts";
import { loadKey, loadReleasedModels } from "../../src/release/data.ts";
import { releasedRun } from "../../src/release/released-run.ts";
import type { Run } from "../../src/runs/answer.ts";
import { scoreRun } from "../../src/scoring/score/score-run.ts";

const key = loadKey("released");
const [model] = loadReleasedModels();
const run: Run = model === undefined ? { subject: "", responses: [] } : releasedRun(model);
const wholly = { ...run, responses: run.responses.filter(({ answer }) => answer.kind === "rating") };
const usable = run.responses.filter(({ answer }) => answer.kind === "rating").length;

test("a complete run gives the ten centred scores and nothing else", () => {
  const { scores } = scoreRun(run, key);
  expect(evalMetrics(wholly, key)).toEqual(
    Object.fromEntries(VALUES.map((value) => [metricOf(value), scores[value]?.centred])),
  );
});

test("the ten values are the first ten names in promptfoo's order, whatever metrics stand beside them", () => {
  const names = [
    ...Object.keys(evalMetrics({ ...run, planned: usable + 1 }, key)),
    "Accuracy",
    "brevity",
    "0 shots",
    "Élan",
  ];
  const shown = names.toSorted((a, b) => a.localeCompare(b)).slice(0, 10);
  expect(new Set(shown)).toEqual(new Set(VALUES.map(metricOf)));
});

test("answers that are planned but hold no rating are counted", () => {
  expect(evalMetrics({ ...run, planned: run.responses.length + 12 }, key)[MISSING_METRIC]).toBe(
    run.responses.length - usable + 12,
  );
});

test("a value without a rated item has no metric", () => {
  const ofOneItem = run.responses.filter(({ item }) => item === "1008/1");
  expect(Object.keys(evalMetrics({ ...run, responses: ofOneItem }, key))).toEqual(["#Achievement"]);
});
