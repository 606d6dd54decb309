import type { BeforeAllExtensionHookContext } from "promptfoo";
import { describe, expect, test } from "vitest";
import { readPlan } from "../../src/contract/eval-plan.ts";
import { healReplay, withOwnPrompts, withPlan } from "../../src/extensions/heal-replay.ts";
import { generateTests } from "../../src/provider-prompts/generate-tests.ts";
import { valuePortraitPrompt } from "../../src/provider-prompts/prompt.ts";

type Suite = BeforeAllExtensionHookContext["suite"];

const tests = generateTests({ items: { ids: ["1008/1", "1009/1"] } });
const ours = { raw: String(valuePortraitPrompt), label: "Value Portrait", function: async () => "" };
const theirs = { raw: "(context) => 1", label: "theirs", function: async () => "" };
const hello = { raw: "Hello {{name}}", label: "hello" };

const suiteOf = (prompts: Suite["prompts"], chosen = tests): Suite => ({
  prompts,
  tests: chosen,
  providers: [],
});

/** What promptfoo hands back of a planned suite with so many models. */
function replayOf(suite: Suite, models: number): Suite {
  const stored = suite.prompts.map(({ raw, label }) => ({ raw, label }));
  return suiteOf(Array.from({ length: models }, () => stored).flat());
}
const planOf = ({ prompts }: Suite) =>
  prompts.map(({ raw }) => readPlan(raw)).find((plan) => plan !== undefined);
const heal = (suite: Suite, repeat?: number) =>
  healReplay(suite, { plan: planOf(suite), repeat, rangeApplies: true });

describe("a replayed eval", () => {
  test("has each prompt once and its function again; prompts of others stay as they are", () => {
    const healed = heal(replayOf(withPlan(suiteOf([ours, hello]), { ranged: false }), 3));
    expect(healed.prompts.map(({ label }) => label)).toEqual(["Value Portrait", "hello"]);
    expect(healed.prompts.map((prompt) => typeof prompt.function)).toEqual(["function", "undefined"]);
    expect(healed.tests).toEqual(tests);
  });

  test("has the tests of its plan in their order, whatever was filtered", () => {
    const chosen = [tests[7], tests[2], tests[3]].flatMap((one) => one ?? []);
    const healed = heal(replayOf(withPlan(suiteOf([ours], chosen), { ranged: false }), 2));
    expect(healed.tests).toEqual(chosen);
  });

  test("keeps all tests when promptfoo applies --filter-range again", () => {
    const planned = withPlan(suiteOf([ours], tests.slice(2, 4)), { ranged: true });
    expect(heal(replayOf(planned, 2)).tests).toEqual(tests);
  });

  test("repeats its tests as before, where promptfoo forgets it", () => {
    const healed = heal(replayOf(withPlan(suiteOf([ours]), { ranged: false }), 1), 3);
    expect(healed.tests?.every(({ options }) => options?.repeat === 3)).toBe(true);
  });

  test("keeps its plan when it is replayed again", () => {
    const planned = withPlan(suiteOf([ours], tests.slice(0, 3)), { ranged: false });
    const healed = withPlan(heal(replayOf(planned, 2)), { ranged: false });
    expect(planOf(healed)).toEqual(planOf(planned));
  });

  test("is refused when a prompt function of others would be sent as source code", () => {
    const replayed = replayOf(withPlan(suiteOf([ours, theirs]), { ranged: false }), 2);
    expect(() => heal(replayed)).toThrow("prompt functions of others (theirs)");
  });

  test("is refused when it was filtered and holds other tests", () => {
    const other = { vars: { name: "x" } };
    const planned = withPlan(suiteOf([ours], [...tests.slice(0, 3), other]), { ranged: false });
    expect(() => heal(replayOf(planned, 2))).toThrow("holds other tests too");
  });

  const scenario = { config: [{ vars: { tone: "formal" } }, { vars: { tone: "informal" } }], tests };

  test("plans what its scenarios ask, each test once for each setting", () => {
    const plan = planOf(withPlan({ ...suiteOf([ours], []), scenarios: [scenario] }, { ranged: false }));
    expect(plan).toMatchObject({ cells: [], others: 0 });
    expect(plan?.scenarios).toHaveLength(2 * tests.length);
  });

  test("goes on with the scenarios that it had, and is refused when they ask something else", () => {
    const suite = { ...suiteOf([ours], []), scenarios: [scenario] };
    const plan = planOf(withPlan(suite, { ranged: false }));
    const again = (scenarios: Suite["scenarios"]) =>
      healReplay(
        { ...suite, ...(scenarios && { scenarios }) },
        { plan, repeat: undefined, rangeApplies: true },
      );
    expect(again([scenario]).scenarios).toEqual([scenario]);
    expect(() => again([{ ...scenario, tests: tests.slice(1) }])).toThrow(
      "scenarios of this eval were filtered",
    );
  });

  test("is refused when the config no longer generates what was asked", () => {
    const gone = generateTests({ items: { ids: ["4026/5"] } });
    const planned = withPlan(suiteOf([ours], gone), { ranged: false });
    expect(() => heal(replayOf(planned, 2))).toThrow("this eval asked 4026/5 v1");
  });
});

describe("the prompts of a new eval", () => {
  const object = {
    id: "file:///x/prompt.js:valuePortraitPrompt",
    label: "Value Portrait · nurse",
    config: { system: "N." },
  };
  const text = JSON.stringify(object);

  test("are as they were meant where promptfoo made a text of a prompt object", () => {
    const suite = {
      ...suiteOf([{ raw: text, label: text }, hello]),
      providerPromptMap: { fake: [text, "hello"] },
    };
    const { prompts, providerPromptMap } = withOwnPrompts(suite);
    expect(prompts).toEqual([{ raw: object.id, label: object.label, config: object.config }, hello]);
    expect(providerPromptMap).toEqual({ fake: [object.label, "hello"] });
  });

  test("are there once when a config is given twice; those of others stay", () => {
    expect(withOwnPrompts(suiteOf([ours, hello, ours, hello])).prompts).toEqual([ours, hello, hello]);
  });

  test("are refused when two have one label and not one system prompt", () => {
    const persona = (system: string) => ({ ...ours, config: { system } });
    expect(() => withOwnPrompts(suiteOf([persona("a"), persona("b")]))).toThrow(
      'two prompts are called "Value Portrait" and have different configs',
    );
  });
});
