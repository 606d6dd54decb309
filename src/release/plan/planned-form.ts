import type { KeyId } from "../../instrument/key.ts";
import { observedSe } from "../../scoring/reliability/observed-se.ts";
import { planReliability } from "../../scoring/reliability/plan-reliability.ts";
import type { PlannedScore } from "../../scoring/reliability/reliability.ts";
import { loadItems, loadKey, loadPromptTokens } from "../data.ts";
import { completeRuns, loadStudies } from "../reference.ts";
import { keptReliability, SHORT_FORM_KEY } from "../short-form.ts";
import { countTokens, type PlannedTest } from "./plan-calls.ts";

/** What some tests are, whoever is asked them: how much there is to read, and what the scores are worth. */
export type PlannedForm = {
  /** How many items and prompts are asked. */
  readonly items: number;
  readonly variants: number;
  /** Prompt tokens of one pass over the tests. */
  readonly tokens: number;
  /** The tokenizer by which tokens are counted. */
  readonly tokenizer: string;
  /** The standard errors to expect. */
  readonly precision: readonly PlannedScore[];
  /** Of a short form, which has scores under one key only: the share of the whole form's reliability that it keeps. */
  readonly shortForm: { readonly key: KeyId; readonly keptReliability: number } | undefined;
};

/** What the counts are good for. */
export const TOKENS_NOTE =
  "Tokens: counted on the real prompts with o200k_base, OpenAI's tokenizer since GPT-4o; an estimate for other " +
  "vendors, and a few a call for the chat's framing come on top.";

/**
 * Counts and judges the tests of a plan: the standard errors by a D study over the released models, those of the short
 * form as they were observed on it.
 * @param isShort whether the tests are the short form
 */
export function plannedForm(tests: readonly PlannedTest[], isShort: boolean): PlannedForm {
  const items = new Set(tests.map(({ item }) => item));
  const variants = new Set(tests.map(({ variant }) => variant));
  const itemIndex = new Map(loadItems().map(({ id }, index) => [id, index]));
  const promptTokens = loadPromptTokens();
  return {
    items: items.size,
    variants: variants.size,
    tokens: countTokens(tests, promptTokens, itemIndex),
    tokenizer: promptTokens.encoding,
    precision: isShort
      ? observedSe(completeRuns(), loadKey(SHORT_FORM_KEY), { items, variants })
      : planReliability(loadStudies("released"), loadKey("released"), { items, variants: variants.size }),
    shortForm: isShort ? { key: SHORT_FORM_KEY, keptReliability: keptReliability(variants.size) } : undefined,
  };
}
