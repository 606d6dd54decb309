import type { KeyId } from "../../instrument/key.ts";
import { loadItems, loadKey, loadPromptTokens } from "../../release/data.ts";
import { completeRuns, loadStudies } from "../../release/reference.ts";
import { keptReliability, SHORT_FORM_KEY } from "../../release/short-form.ts";
import { observedSe } from "../../scoring/reliability/observed-se.ts";
import { planReliability } from "../../scoring/reliability/plan-reliability.ts";
import type { PlannedScore } from "../../scoring/reliability/reliability.ts";
import { rowsThatFit, shouldSplit } from "./capacity.ts";
import { askPrices, type PriceList } from "./model-prices.ts";
import { countTokens, type Design, type ModelPlan, planCalls } from "./plan-calls.ts";
import { plannedTests, type TestChoice } from "./planned-tests.ts";

/** What a run is to be: the tests, how often and by whom they are asked. */
export type RunChoice = TestChoice &
  Omit<Design, "tests"> & {
    /** promptfoo's provider ids. */
    readonly providers: readonly string[];
  };

/** What a run takes. */
export type RunPlan = {
  readonly design: Design;
  /** How many items and prompts are asked. */
  readonly items: number;
  readonly variants: number;
  /** Calls, and so rows, of all models together. */
  readonly calls: number;
  readonly models: readonly ModelPlan[];
  readonly prices: PriceList;
  /** The tokenizer by which tokens are counted. */
  readonly tokenizer: string;
  /** How many rows a promptfoo process holds. */
  readonly fitting: number;
  /** Whether to make one eval for each model. */
  readonly split: boolean;
  /** The standard errors to expect. */
  readonly precision: readonly PlannedScore[];
  /** Of a short form, which has scores under one key only: the share of the whole form's reliability that it keeps. */
  readonly shortForm: { readonly key: KeyId; readonly keptReliability: number } | undefined;
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
  const itemIndex = new Map(loadItems().map(({ id }, index) => [id, index]));
  const promptTokens = loadPromptTokens();
  const testTokens = countTokens(tests, promptTokens, itemIndex);
  const prices = await askPrices(choice.providers, folder);
  const known = prices.kind === "asked" ? prices.prices : new Map();
  const models = planCalls(choice.providers, design, testTokens, known);
  const calls = models.reduce((sum, model) => sum + model.calls, 0);
  const items = new Set(tests.map(({ item }) => item));
  const variants = new Set(tests.map(({ variant }) => variant));
  const isShort = choice.items === "short";
  const fitting = rowsThatFit(heapMb);
  return {
    design,
    items: items.size,
    variants: variants.size,
    calls,
    models,
    prices,
    tokenizer: promptTokens.encoding,
    fitting,
    split: shouldSplit(calls, models.length * design.personas, fitting),
    precision: isShort
      ? observedSe(completeRuns(), loadKey(SHORT_FORM_KEY), { items, variants })
      : expectedPrecision(items, variants.size),
    shortForm: isShort ? { key: SHORT_FORM_KEY, keptReliability: keptReliability(variants.size) } : undefined,
  };
}

/** The standard errors to expect, by a D study over the released models. */
function expectedPrecision(items: ReadonlySet<string>, variants: number): PlannedScore[] {
  const key = loadKey("released");
  return planReliability(loadStudies("released"), key, { items, variants });
}
