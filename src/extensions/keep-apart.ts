import type { BeforeAllExtensionHookContext } from "promptfoo";
import { cellOf } from "../contract/eval-plan.ts";
import { isOurPrompt } from "./heal-replay.ts";

type Suite = BeforeAllExtensionHookContext["suite"];
type Test = NonNullable<Suite["tests"]>[number];
type Vars = Readonly<Record<string, unknown>>;

/** A suite with its tests kept apart, and what a person must know of it. */
export type KeptApart = { readonly suite: Suite; readonly notes: readonly string[] };

/**
 * The suite with our tests asked by our prompts only, and tests of others by other prompts only. promptfoo combines
 * every prompt with every test: ours would be asked, and paid, in words of the user's, and ours has nothing to say to
 * a test that names no item. A test that says itself by which prompts it is asked is left alone.
 */
export function keepApart(suite: Suite): KeptApart {
  const base = typeof suite.defaultTest === "object" ? suite.defaultTest : {};
  const ours = suite.prompts.filter(isOurPrompt).map(({ label }) => label);
  const others = suite.prompts.filter((prompt) => !isOurPrompt(prompt)).map(({ label }) => label);
  let foreign = 0;
  const placed = (test: Test, vars: Vars): Test => {
    if (test.prompts !== undefined || base.prompts !== undefined) return test;
    if (cellOf(test.metadata) !== undefined) return others.length === 0 ? test : { ...test, prompts: ours };
    if (namesQuestion({ ...base.vars, ...vars, ...test.vars })) return test;
    foreign += 1;
    return { ...test, prompts: others };
  };
  const tests = suite.tests?.map((test) => placed(test, {}));
  const scenarios = suite.scenarios?.map((scenario) => {
    if (!Array.isArray(scenario.tests)) return scenario;
    const vars = Object.assign({}, ...scenario.config.map((setting) => setting.vars));
    return { ...scenario, tests: scenario.tests.map((test) => placed(test, vars)) };
  });
  return {
    suite: {
      ...suite,
      ...(tests === undefined ? {} : { tests }),
      ...(scenarios === undefined ? {} : { scenarios }),
    },
    notes: foreign === 0 ? [] : [foreignNote(foreign, others)],
  };
}

/** A test that someone made by hand for our prompt names what it asks in its variables. */
function namesQuestion(vars: Vars): boolean {
  return "item" in vars && "variant" in vars;
}

function foreignNote(count: number, others: readonly string[]): string {
  const tests = count === 1 ? "1 test names" : `${count} tests name`;
  const what =
    others.length === 0
      ? "not asked, because the config has no prompt but Value Portrait's"
      : `asked by your prompts only (${others.join(", ")})`;
  return `${tests} no item of Value Portrait: ${what}. Set prompts on a test to choose`;
}
