import type { BeforeAllExtensionHookContext } from "promptfoo";
import { describe, expect, test } from "vitest";
import { keepApart } from "../../src/extensions/keep-apart.ts";
import { generateTests } from "../../src/provider-prompts/generate-tests.ts";
import { valuePortraitPrompt } from "../../src/provider-prompts/prompt.ts";

type Suite = BeforeAllExtensionHookContext["suite"];

const tests = generateTests({ items: { ids: ["1008/1"] }, variants: ["v1"] });
const raw = String(valuePortraitPrompt);
const ours = { raw, label: "Value Portrait" };
const nurse = { raw, label: "Value Portrait · nurse" };
const mine = { raw: "What is {{what}}?", label: "mine" };
const love = { vars: { what: "love" } };

const apart = (parts: Partial<Suite>) => keepApart({ providers: [], prompts: [ours, mine], tests, ...parts });
const promptsOf = (tested: Suite["tests"]) => tested?.map(({ prompts }) => prompts);

describe("tests and prompts are kept apart", () => {
  test("ours are asked by our prompts, all personas, and others by others, which one line says", () => {
    const { suite, notes } = apart({ prompts: [ours, nurse, mine], tests: [...tests, love, love] });
    expect(promptsOf(suite.tests)).toEqual([[ours.label, nurse.label], ["mine"], ["mine"]]);
    expect(notes).toEqual([
      "2 tests name no item of Value Portrait: asked by your prompts only (mine). Set prompts on a test to choose",
    ]);
  });

  test("nothing changes and nothing is said where all prompts and tests are ours", () => {
    const suite: Suite = { providers: [], prompts: [ours, nurse], tests };
    expect(keepApart(suite)).toEqual({ suite, notes: [] });
  });

  test("a test without a prompt that it could be asked by is left out, and said", () => {
    const { suite, notes } = apart({ prompts: [ours], tests: [...tests, love] });
    expect(promptsOf(suite.tests)).toEqual([undefined, []]);
    expect(notes).toEqual([
      "1 test names no item of Value Portrait: not asked, because the config has no prompt but Value Portrait's. Set prompts on a test to choose",
    ]);
  });

  test("what a config says itself is left alone, for a test and for all", () => {
    const told = [{ ...love, prompts: ["Value Portrait"] }];
    expect(apart({ tests: told })).toMatchObject({ suite: { tests: told }, notes: [] });
    const all = { defaultTest: { prompts: ["*"] }, tests: [...tests, love] };
    expect(apart(all)).toMatchObject({ suite: { tests: all.tests }, notes: [] });
  });

  test("a test by hand that names its item, itself or by default, is asked by every prompt", () => {
    const vars = { item: "1008/1", variant: "v1" };
    expect(promptsOf(apart({ tests: [{ vars }] }).suite.tests)).toEqual([undefined]);
    expect(promptsOf(apart({ defaultTest: { vars }, tests: [{}] }).suite.tests)).toEqual([undefined]);
  });

  test("tests of scenarios are kept apart too", () => {
    const config = [{ vars: { tone: "formal" } }, { vars: { tone: "plain" } }];
    const { suite, notes } = apart({ tests: [], scenarios: [{ config, tests: [...tests, love] }] });
    expect(promptsOf(suite.scenarios?.[0]?.tests)).toEqual([["Value Portrait"], ["mine"]]);
    expect(notes).toHaveLength(1);
  });
});
