import { expect, test } from "vitest";
import { VARIANTS } from "../../../src/instrument/variant.ts";
import { loadItems, loadPromptTokens } from "../../../src/release/data.ts";
import { countTokens, planCalls } from "../../../src/release/plan/plan-calls.ts";

const ITEM_INDEX = new Map(loadItems().map(({ id }, index) => [id, index]));

test("counts the prompts asked and no others", () => {
  const tests = [
    { item: "1008/1", variant: "v1" },
    { item: "1008/1", variant: "v3" },
  ] as const;
  const { v1, v3 } = loadPromptTokens().tokens;
  const index = ITEM_INDEX.get("1008/1") ?? -1;
  expect(countTokens(tests, loadPromptTokens(), ITEM_INDEX)).toBe((v1[index] ?? 0) + (v3[index] ?? 0));
});

test("reversing the options changes no count, save in the template whose reversal has one word more", () => {
  const { tokens } = loadPromptTokens();
  expect(tokens.v1_reversed).toEqual(tokens.v1);
  expect(tokens.v3_reversed).toEqual(tokens.v3);
  const longer = tokens.v2.map((count, index) => (tokens.v2_reversed[index] ?? 0) - count);
  expect(longer.slice(0, 260).every((difference) => difference === 0)).toBe(true);
  expect(longer.slice(260).every((difference) => difference === 2)).toBe(true);
});

test("an item without a count is an error, not 0", () => {
  expect(() => countTokens([{ item: "9/9", variant: "v1" }], loadPromptTokens(), ITEM_INDEX)).toThrow(
    RangeError,
  );
});

test("calls, tokens and prices multiply out by hand", () => {
  const tests = VARIANTS.map((variant) => ({ item: "1008/1", variant }));
  const design = { tests, repeat: 2, personas: 3, personaTokens: 10, answerTokens: 64 };
  const prices = new Map([["a", { prompt: 0.001, answer: 0.01 }]]);
  const [a, b] = planCalls(["a", "b"], design, 1000, prices);
  expect(a).toMatchObject({ provider: "a", calls: 36, promptTokens: 6360 });
  expect(a?.price?.prompts).toBeCloseTo(6.36, 12);
  expect(a?.price?.atMost).toBeCloseTo(6.36 + 36 * 64 * 0.01, 12);
  expect(b).toEqual({ provider: "b", calls: 36, promptTokens: 6360, price: undefined });
});
