import type { ApiProvider } from "promptfoo";
import { z } from "zod";
import { noteEval } from "../contract/asked-eval.ts";
import { noteRepeat, type StepVars } from "../contract/repeat-var.ts";
import { itemIdSchema } from "../instrument/item.ts";
import { VARIANTS, type Variant } from "../instrument/variant.ts";
import { InputError } from "../lib/input-error.ts";
import { once } from "../lib/memo.ts";
import { loadItems } from "../release/data.ts";
import { PUBLISHED_PREFIX } from "../release/released-model.ts";
import { findTexts, loadTexts, renderPrompt } from "../texts/texts.ts";
import { escapeTemplate } from "./escape-template.ts";
import { systemPrompt } from "./system-prompt.ts";

/** What promptfoo gives to a prompt function, as far as ours reads it. */
export type PromptContext = {
  /** The test step's own variables; the number of the repetition is left in them. */
  readonly vars: StepVars;
  readonly provider?: Pick<ApiProvider, "label"> & { readonly id?: string | (() => string) };
  /** The prompt's `config`. */
  readonly config?: unknown;
};

export type ChatMessage = { readonly role: "system" | "user"; readonly content: string };

const varsSchema = z.object({ item: itemIdSchema, variant: z.enum(VARIANTS) });
/** Other fields are the provider's. */
const configSchema = z.object({ system: z.string().min(1).optional() });

/**
 * promptfoo's prompt function: the prompt of the instrument for the item and variant that the test case names.
 * The texts are found on this computer or fetched once. Released models that are only replayed need no texts:
 * without them they are shown a prompt made of gists, which says so. With a `system` in the prompt's config, the
 * answer is a chat of that system message and the prompt: a persona, with a column of its own.
 * @throws {InputError} the test is not of the instrument, the texts can be neither found nor fetched, or the file of a system prompt cannot be read;
 *   the message says what to do
 */
export async function valuePortraitPrompt({
  vars,
  provider,
  config,
}: PromptContext): Promise<string | ChatMessage[]> {
  noteRepeat(vars);
  noteEval(vars);
  const asked = varsSchema.safeParse(vars);
  if (!asked.success)
    throw new InputError(
      "this test names no item and prompt of Value Portrait: give it prompts of its own, prompts: [<label>]",
    );
  const { item, variant } = asked.data;
  const { system } = configSchema.parse(config ?? {});
  const texts = isReplay(provider) ? localTexts() : await loadTexts(process.env);
  const prompt = escapeTemplate(
    texts === undefined ? gistPrompt(item, variant) : renderPrompt(texts, item, variant),
  );
  if (system === undefined) return prompt;
  return [
    { role: "system", content: escapeTemplate(systemPrompt(system, process.cwd())) },
    { role: "user", content: prompt },
  ];
}

function isReplay(provider: PromptContext["provider"]): boolean {
  const id = typeof provider?.id === "function" ? provider.id() : provider?.id;
  return id?.startsWith(PUBLISHED_PREFIX) === true;
}

/** The texts if they are on this computer, looked for once: three thousand prompts ask. */
const localTexts = once(() => findTexts(process.env));

const itemsById = once(() => new Map(loadItems().map((item) => [item.id, item])));

function gistPrompt(id: string, variant: Variant): string {
  const item = itemsById().get(id);
  return [
    `NOT THE INSTRUMENT: item ${id}, prompt ${variant}, in gists. The item texts are not on this computer;`,
    "released answers are replayed without them. To see the real prompt: npx value-portrait pull",
    `Query: ${item?.query.gist}`,
    `Response: ${item?.gist}`,
  ].join("\n");
}
