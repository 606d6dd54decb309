import type { BeforeAllExtensionHookContext } from "promptfoo";
import { type Cell, cellOf, type EvalPlan, PROMPT_MARK, planText, readPlan } from "../contract/eval-plan.ts";
import { personaPromptLabel, readPromptObject } from "../contract/prompt-label.ts";
import { generatedTests } from "../promptfoo/planned-tests.ts";
import { type PromptContext, valuePortraitPrompt } from "../provider-prompts/prompt.ts";

type Suite = BeforeAllExtensionHookContext["suite"];
type SuitePrompt = Suite["prompts"][number];
type SuiteTest = NonNullable<Suite["tests"]>[number];

/** What promptfoo stored of the eval that it replays. */
export type Replayed = {
  readonly plan: EvalPlan | undefined;
  /** How often each test was asked, when promptfoo does not remember it by itself. */
  readonly repeat: number | undefined;
  /** Whether promptfoo applies --filter-range again. */
  readonly rangeApplies: boolean;
};

/** Whether a prompt is made by our prompt function, be it attached or lost. */
export function isOurPrompt({ raw }: Pick<SuitePrompt, "raw">): boolean {
  return raw.includes(PROMPT_MARK);
}

/**
 * The suite of a replayed eval as it was planned. For --resume and --retry-errors promptfoo takes the prompts from
 * the stored columns: there is one for each model, so that every model is asked as often as there are models, and
 * their functions are gone, so that the function's source code is sent. It applies no filters on tests but
 * --filter-range, and `retry` not even that; both ways of retrying forget --repeat.
 * @throws {RangeError} the eval cannot be replayed as planned
 */
export function healReplay(suite: Suite, { plan, repeat, rangeApplies }: Replayed): Suite {
  const lost = plan?.functions.filter((label) => suite.prompts.some((prompt) => isLost(prompt, label))) ?? [];
  if (lost.length > 0)
    throw new RangeError(
      `this eval has prompt functions of others (${lost.join(", ")}), which promptfoo loses here: it would send their source code. Start an eval for the rest`,
    );
  if (plan !== undefined && !plan.ranged) refuseOtherScenarios(suite, plan);
  const tests = suite.tests ?? [];
  const planned = plan === undefined || (plan.ranged && rangeApplies) ? tests : plannedTests(tests, plan);
  return {
    ...suite,
    prompts: oneForEachLabel(suite.prompts).map(withFunction),
    tests: repeat === undefined ? planned : planned.map((test) => withRepeat(test, repeat)),
  };
}

/**
 * The suite with our prompts as they were meant. promptfoo's Node API makes one text of a prompt object without `raw`,
 * label, system prompt and all; and a config that is given twice has every prompt twice.
 * @throws {RangeError} two prompts of ours share a label and not the system prompt: promptfoo takes the label for identity
 */
export function withOwnPrompts(suite: Suite): Suite {
  const renamed = new Map<string, string>();
  const prompts = suite.prompts.map((prompt) => {
    const meant = prompt.function === undefined ? readPromptObject(prompt.raw) : undefined;
    if (meant === undefined) return prompt;
    renamed.set(prompt.label, meant.label);
    const { reference, label, config } = meant;
    return { ...prompt, raw: reference, label, ...(config === undefined ? {} : { config }) };
  });
  const map = Object.entries(suite.providerPromptMap ?? {}).map(
    ([provider, labels]) => [provider, labels.map((label) => renamed.get(label) ?? label)] as const,
  );
  return {
    ...suite,
    prompts: withoutRepeated(prompts),
    ...(renamed.size === 0 ? {} : { providerPromptMap: Object.fromEntries(map) }),
  };
}

/** The suite with the tests of its scenarios: promptfoo's Node API does not load those that are references. */
export function withScenarioTests(suite: Suite): Suite {
  const { scenarios } = suite;
  if (scenarios === undefined) return suite;
  return {
    ...suite,
    scenarios: scenarios.map((scenario) =>
      Array.isArray(scenario.tests)
        ? { ...scenario, tests: scenario.tests.flatMap((test) => generatedTests(test) ?? [test]) }
        : scenario,
    ),
  };
}

function withoutRepeated(prompts: readonly SuitePrompt[]): SuitePrompt[] {
  const first = new Map<string, SuitePrompt>();
  return prompts.filter((prompt) => {
    const known = first.get(prompt.label);
    if (known === undefined) first.set(prompt.label, prompt);
    if (known === undefined || !isOurPrompt(prompt) || !isOurPrompt(known)) return true;
    if (JSON.stringify(known.config ?? {}) === JSON.stringify(prompt.config ?? {})) return false;
    throw new RangeError(
      `two prompts are called ${JSON.stringify(prompt.label)} and have different configs: their answers could not be told apart. Give each a label of its own, like ${JSON.stringify(personaPromptLabel("nurse"))}`,
    );
  });
}

/** The suite with its plan in the text of our prompts; a plan that is there already stays. */
export function withPlan(suite: Suite, { ranged }: { readonly ranged: boolean }): Suite {
  const tests = suite.tests ?? [];
  const cells = tests.flatMap(({ metadata }) => cellOf(metadata) ?? []);
  const scenarios = scenarioCells(suite);
  const text = planText({
    cells,
    ...(scenarios.length === 0 ? {} : { scenarios }),
    others: tests.length - cells.length,
    ranged,
    functions: suite.prompts
      .filter((prompt) => prompt.function !== undefined && !isOurPrompt(prompt))
      .map(({ label }) => label),
  });
  const prompts = suite.prompts.map((prompt) =>
    isOurPrompt(prompt) && readPlan(prompt.raw) === undefined ? { ...prompt, raw: text } : prompt,
  );
  return { ...suite, prompts };
}

/** What scenarios ask: each of their tests once for each of their settings. */
function scenarioCells({ scenarios = [] }: Suite): Cell[] {
  return scenarios.flatMap(({ config, tests }) => {
    const cells = (Array.isArray(tests) ? tests : []).flatMap(({ metadata }) => cellOf(metadata) ?? []);
    return config.flatMap(() => cells);
  });
}

function refuseOtherScenarios(suite: Suite, plan: EvalPlan): void {
  const cells = scenarioCells(suite);
  const planned = plan.scenarios ?? [];
  if (cells.length === planned.length && cells.every((cell, at) => cell === planned[at])) return;
  throw new RangeError(
    "the scenarios of this eval were filtered, or the config has others now, and promptfoo does not filter again. Start an eval for the rest",
  );
}

function isLost(prompt: SuitePrompt, label: string): boolean {
  return prompt.label === label && prompt.function === undefined;
}

/** promptfoo takes the label for a prompt's identity. */
function oneForEachLabel(prompts: readonly SuitePrompt[]): SuitePrompt[] {
  return [...new Map(prompts.toReversed().map((prompt) => [prompt.label, prompt])).values()].toReversed();
}

function withFunction(prompt: SuitePrompt): SuitePrompt {
  if (prompt.function !== undefined || !isOurPrompt(prompt)) return prompt;
  const config: unknown = prompt.config ?? {};
  return {
    ...prompt,
    // promptfoo adds the prompt's config when it loads a prompt function from a file; the context is the same.
    function: async (context) => valuePortraitPrompt({ ...context, config } as PromptContext),
  };
}

function withRepeat(test: SuiteTest, repeat: number): SuiteTest {
  return { ...test, options: { ...test.options, repeat } };
}

/** Our tests in the order of the plan, so that each has the number that it had. */
function plannedTests(tests: SuiteTest[], plan: EvalPlan): SuiteTest[] {
  const cells = tests.map(({ metadata }) => cellOf(metadata));
  const ours = cells.filter((cell) => cell !== undefined);
  const unfiltered = ours.length === plan.cells.length && ours.every((cell, at) => cell === plan.cells[at]);
  if (unfiltered && cells.length - ours.length === plan.others) return tests;
  if (plan.others > 0)
    throw new RangeError(
      "this eval was filtered and holds other tests too, and promptfoo does not filter again. Start an eval for the rest",
    );
  const numbers = new Map<string, number[]>();
  for (const [at, cell] of cells.entries())
    if (cell !== undefined) numbers.set(cell, [...(numbers.get(cell) ?? []), at]);
  return plan.cells.map((cell) => {
    const test = tests[numbers.get(cell)?.shift() ?? -1];
    if (test === undefined)
      throw new RangeError(
        `this eval asked ${cell}, which the config no longer generates. Put the tests' config back as it was`,
      );
    return test;
  });
}
