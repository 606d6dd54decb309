import { z } from "zod";
import { VARIANTS } from "../instrument/variant.ts";

/** How long the prompts are, counted on the real texts, so that a run can be planned without them. */
export const promptTokensSchema = z.strictObject({
  /** The tokenizer; other vendors' differ. */
  encoding: z.literal("o200k_base"),
  /** For each variant the tokens of the prompt of each of the 520 items, in item order. */
  tokens: z.record(z.enum(VARIANTS), z.array(z.int().min(1)).length(520)),
});
export type PromptTokens = z.infer<typeof promptTokensSchema>;
