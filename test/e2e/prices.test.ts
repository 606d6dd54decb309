import path from "node:path";
import { describe, expect, test } from "vitest";
import { askPrices } from "../../src/promptfoo/plan/model-prices.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
/** One of each kind of provider that can be asked. */
const KNOWN = [
  "openai:gpt-4o-mini",
  "openai:chat:gpt-4o",
  "openai:responses:gpt-5-mini",
  "anthropic:messages:claude-3-5-haiku-20241022",
  "google:gemini-2.5-flash",
  "vertex:gemini-2.5-flash",
  "mistral:mistral-small-latest",
  "deepseek:deepseek-chat",
  "xai:grok-3-mini",
];
const UNKNOWN = ["openai:no-such-model", "ollama:chat:llama3", "file://mine.mjs", "bedrock:anthropic.claude"];

describe("promptfoo's own prices", () => {
  test("are found for every kind of provider that can be asked, and for no other", async () => {
    const list = await askPrices([...KNOWN, ...UNKNOWN], ROOT);
    if (list.kind !== "asked") throw new Error(list.reason);
    expect([...list.prices.keys()].sort()).toEqual([...KNOWN].sort());
    expect(list.promptfoo).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test("are those of the vendor's list for a model whose price has not changed since 2024", async () => {
    const list = await askPrices(["openai:gpt-4o-mini"], ROOT);
    if (list.kind !== "asked") throw new Error(list.reason);
    const price = list.prices.get("openai:gpt-4o-mini");
    // $0.15 and $0.60 for a million tokens.
    expect(price?.prompt).toBeCloseTo(0.15e-6, 12);
    expect(price?.answer).toBeCloseTo(0.6e-6, 12);
  });
});
