import { type Design, type ModelPlan, planCalls } from "../../release/plan/plan-calls.ts";
import { type PlannedForm, plannedForm } from "../../release/plan/planned-form.ts";
import { rowsThatFit, shouldSplit } from "./capacity.ts";
import { askPrices, type PriceList } from "./model-prices.ts";
import { plannedTests, type TestChoice } from "./planned-tests.ts";

/** What a run is to be: the tests, how often and by whom they are asked. */
export type RunChoice = TestChoice &
  Omit<Design, "tests"> & {
    /** promptfoo's provider ids. */
    readonly providers: readonly string[];
  };

/** What a run takes. */
export type RunPlan = PlannedForm & {
  readonly design: Design;
  /** Calls, and so rows, of all models together. */
  readonly calls: number;
  readonly models: readonly ModelPlan[];
  readonly prices: PriceList;
  /** How many rows a promptfoo process holds. */
  readonly fitting: number;
  /** Whether to make one eval for each model. */
  readonly split: boolean;
};

/**
 * Plans a run; asks no model.
 * @param folder of the project whose promptfoo knows the prices
 * @param heapMb the limit of Node's heap, in MB
 * @throws {InputError} a setting is wrong
 */
export async function planRun(choice: RunChoice, folder: string, heapMb: number): Promise<RunPlan> {
  const tests = plannedTests(choice);
  const design: Design = { ...choice, tests };
  const form = plannedForm(tests, choice.items === "short");
  const prices = await askPrices(choice.providers, folder);
  const known = prices.kind === "asked" ? prices.prices : new Map();
  const models = planCalls(choice.providers, design, form.tokens, known);
  const calls = models.reduce((sum, model) => sum + model.calls, 0);
  const fitting = rowsThatFit(heapMb);
  return {
    design,
    ...form,
    calls,
    models,
    prices,
    fitting,
    split: shouldSplit(calls, models.length * design.personas, fitting),
  };
}
