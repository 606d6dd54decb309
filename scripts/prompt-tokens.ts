import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { VARIANTS } from "../src/instrument/variant.ts";
import type { PromptTokens } from "../src/release/prompt-tokens.ts";
import { findTexts, renderPrompt } from "../src/texts/texts.ts";

/**
 * The length in tokens of every prompt, as OpenAI's models since GPT-4o count them (o200k_base).
 * @param checkout of the authors' repository
 * @param items in item order
 */
export function countPromptTokens(checkout: string, items: readonly string[]): PromptTokens {
  const texts = findTexts({ VALUE_PORTRAIT_TEXTS: checkout });
  if (texts === undefined) throw new Error(`${checkout} holds no item texts`);
  // The texts are somebody's words: what looks like a control token in them is text.
  const count = (text: string) => countTokens(text, { disallowedSpecial: new Set() });
  return {
    encoding: "o200k_base",
    // One entry for each variant.
    tokens: Object.fromEntries(
      VARIANTS.map((variant) => [variant, items.map((item) => count(renderPrompt(texts, item, variant)))]),
    ) as PromptTokens["tokens"],
  };
}
