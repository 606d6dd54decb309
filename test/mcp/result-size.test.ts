/** @module-tag slow */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { expect, test } from "vitest";
import { topicsOf } from "../../src/instrument/select-items.ts";
import { TOPICS } from "../../src/mcp/codebook.ts";
import { pageOf } from "../../src/mcp/page.ts";
import { TOOLS } from "../../src/mcp/tools.ts";
import { loadItems, loadReleasedModels } from "../../src/release/data.ts";
import { found, mcpContext, newFolder } from "../fixtures/mcp-context.ts";
import { runFileOf } from "../fixtures/run-file.ts";

const context = mcpContext();
const TOPIC_LABELS = topicsOf(loadItems());
const MODELS = loadReleasedModels().map(({ model }) => model);

/** The largest results that can be asked for. */
const LARGEST: readonly (readonly [string, Record<string, unknown>])[] = [
  ["search_value_items", { limit: 50 }],
  ["search_value_items", { dimension: "Agreeableness", direction: "any", limit: 50 }],
  [
    "get_value_items",
    {
      ids: loadItems()
        .slice(0, 10)
        .map(({ id }) => id),
      detail: "detailed",
      ratings_of: MODELS.slice(0, 6),
    },
  ],
  ["list_value_profiles", { limit: 100 }],
  ["list_value_profiles", { limit: 100, rank_by: "Openness_to_Change" }],
  ["get_value_profiles", { ids: MODELS.slice(20, 26), baseline: "human/raters", family: "all" }],
  [
    "get_value_profiles",
    {
      ids: [
        "mistral-small",
        "llama-3.1-8b-instruct",
        "o1-mini-2024-09-12",
        "claude-3-5-haiku-20241022",
        "mistral-tiny",
        "qwen-turbo",
      ],
      baseline: "claude-3-haiku-20240307",
      family: "all",
    },
  ],
  [
    "get_value_profiles",
    { ids: MODELS.slice(24, 30), baseline: "qwen-turbo", family: "all", key: "weighted" },
  ],
  [
    "explain_value_score",
    {
      profile: "o1-mini-2024-09-12",
      against: "llama-3.1-8b-instruct",
      dimension: "Agreeableness",
      limit: 20,
    },
  ],
  ["list_value_profiles", { limit: 100, key: "weighted", rank_by: "Power" }],
  [
    "get_value_profiles",
    {
      ids: [
        "average/openai",
        "average/anthropic",
        "average/gpt",
        "average/qwen",
        "average/mistral",
        "average/google",
      ],
      baseline: "average/meta",
      family: "all",
    },
  ],
  [
    "explain_value_score",
    { profile: "average/openai", against: "average/gpt", dimension: "Agreeableness", limit: 20 },
  ],
  ["check_value_drift", { run: "o1-mini-2024-09-12", baseline: "llama-3.1-8b-instruct", rule: "population" }],
  ["plan_value_run", { only: TOPIC_LABELS.slice(0, 20), sample: 100, prompts: 5, repeat: 3, personas: 3 }],
  ...TOPICS.map((topic) => ["get_value_codebook", { topic }] as const),
];

test.each(LARGEST)("%s %j has at most 8,000 tokens", (name, args) => {
  const tool = TOOLS.find((one) => one.name === name);
  if (tool === undefined) throw new Error(name);
  expect(countTokens(JSON.stringify(found(tool, args, context)))).toBeLessThanOrEqual(8000);
});

test("long names of runs leave profiles out, and say which", () => {
  const folder = newFolder();
  for (const [index, model] of MODELS.slice(0, 6).entries()) {
    const [evalId, subject] = ["看護師医".repeat(30) + index, "看護師医~".repeat(50) + index];
    writeFileSync(path.join(folder, `${index}.json`), JSON.stringify(runFileOf(model, { evalId }, subject)));
  }
  const runs = mcpContext({ runFolders: [folder] });
  const ids = runs.profiles().flatMap(({ kind, id }) => (kind === "run" ? [id] : []));
  const tool = TOOLS.find((one) => one.name === "get_value_profiles");
  if (tool === undefined) throw new Error("no such tool");
  const result = JSON.stringify(found(tool, { ids, baseline: "mistral-tiny", family: "all" }, runs));
  expect(countTokens(result)).toBeLessThanOrEqual(8000);
  for (const id of ids) expect(result).toContain(id);
});

test("a page holds at least one row, however long", () => {
  expect(pageOf(["x".repeat(50_000), "y"], { offset: 0, limit: 10 })).toMatchObject({
    total: 2,
    next_offset: 1,
  });
});
