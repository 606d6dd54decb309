import { expect, test } from "vitest";
import { withEvalTags } from "../../src/promptfoo/eval-tags.ts";
import { outlineRuns } from "../../src/promptfoo/outline-runs.ts";
import { loadReleasedModels } from "../../src/release/data.ts";
import { releasedRun } from "../../src/release/released-run.ts";
import { shortFormItems } from "../../src/release/short-form.ts";
import type { Run } from "../../src/runs/answer.ts";

const runs: readonly Run[] = loadReleasedModels().map(releasedRun);
const named = (...names: readonly string[]) => runs.filter(({ subject }) => names.includes(subject));
const tagsOf = (some: readonly Run[], tags: Record<string, string> = {}) =>
  withEvalTags(tags, outlineRuns(some));

test("the tags say the verdict on each model, worst first, and why", () => {
  const tags = tagsOf(
    named("gpt-4o-2024-05-13", "mistral-medium", "claude-3-opus-20240229", "claude-3-sonnet-20240229"),
  );
  expect(Object.entries(tags)).toEqual([
    ["DO NOT INTERPRET", "claude-3-sonnet-20240229 (one answer to most items, a narrow range of ratings)"],
    ["INTERPRET WITH CAUTION", "mistral-medium (one answer to most items)"],
    ["INTERPRETABLE", "claude-3-opus-20240229, gpt-4o-2024-05-13"],
  ]);
});

test("the tags name the models that lack answers, asked or not", () => {
  const [run] = named("gpt-4o-2024-05-13");
  expect(tagsOf([{ subject: "a", responses: run?.responses ?? [], planned: 3122 }])).toMatchObject({
    "missing answers": "a 2 of 3122",
  });
});

test("the tags name the values whose scores say nothing", () => {
  const [run] = named("gpt-4o-2024-05-13");
  const of = (...items: readonly string[]) => ({
    subject: "few",
    responses: run?.responses.filter(({ item }) => items.includes(item)) ?? [],
  });
  expect(tagsOf([of("1038/2", "3002/2")])).toMatchObject({ "not measured": "few (Tradition, Power)" });
});

test("the tags say which models are short forms, scored under another key", () => {
  const [run] = named("gpt-4o-2024-05-13");
  const responses = run?.responses.filter(({ item }) => shortFormItems().has(item)) ?? [];
  const tags = tagsOf([{ subject: "short", responses }, ...named("mistral-medium")]);
  expect(tags).toMatchObject({ "key weighted": "short (short form)" });
  expect(tagsOf(named("mistral-medium"), tags)).not.toHaveProperty("key weighted");
});

test("tags of others stay, and ours go when they are true no more", () => {
  const before = { team: "x", "DO NOT INTERPRET": "gpt-4o-2024-05-13", "missing answers": "b 1 of 2" };
  expect(tagsOf(named("gpt-4o-2024-05-13"), before)).toEqual({
    INTERPRETABLE: "gpt-4o-2024-05-13",
    team: "x",
  });
});
