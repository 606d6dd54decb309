import type { ItemId } from "../../instrument/item.ts";
import type { Variant } from "../../instrument/variant.ts";
import { publicName } from "../../lib/public-names.ts";
import type { PromptTokens } from "../prompt-tokens.ts";

/** Dollars for one token. */
export type Price = { readonly prompt: number; readonly answer: number };

/** One prompt to be asked. */
export type PlannedTest = { readonly item: ItemId; readonly variant: Variant };

export type Design = {
  readonly tests: readonly PlannedTest[];
  /** How often each test is asked. */
  readonly repeat: number;
  /** Columns for each model: personas, or 1. */
  readonly personas: number;
  /** Tokens of a persona's system prompt. */
  readonly personaTokens: number;
  /** The most tokens that an answer may have. */
  readonly answerTokens: number;
};

/** What one model will be asked, and what it costs in dollars where the price is known. */
export type ModelPlan = {
  readonly provider: string;
  readonly calls: number;
  readonly promptTokens: number;
  readonly price: { readonly prompts: number; readonly atMost: number } | undefined;
};

/** How many tokens the prompts of one pass over the tests have. */
export function countTokens(
  tests: readonly PlannedTest[],
  { tokens }: PromptTokens,
  itemIndex: ReadonlyMap<ItemId, number>,
): number {
  return tests
    .map(({ item, variant }) => tokens[variant][itemIndex.get(item) ?? -1])
    .reduce<number>((sum, count) => {
      if (count === undefined) throw new RangeError("an item has no token count");
      return sum + count;
    }, 0);
}

/** Calls, tokens and price of each model. `testTokens` is what `countTokens` gives for the design's tests. */
export function planCalls(
  providers: readonly string[],
  design: Design,
  testTokens: number,
  prices: ReadonlyMap<string, Price>,
): ModelPlan[] {
  const { tests, repeat, personas, personaTokens, answerTokens } = design;
  const calls = tests.length * repeat * personas;
  const promptTokens = testTokens * repeat * personas + calls * personaTokens;
  return providers.map((provider) => {
    const price = prices.get(provider);
    const prompts = price && price.prompt * promptTokens;
    return {
      provider: publicName(provider),
      calls,
      promptTokens,
      price:
        price === undefined || prompts === undefined
          ? undefined
          : { prompts, atMost: prompts + price.answer * calls * answerTokens },
    };
  });
}
