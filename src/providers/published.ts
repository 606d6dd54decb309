import type { ApiProvider, CallApiContextParams, ProviderOptions, ProviderResponse } from "promptfoo";
import { z } from "zod";
import { itemIdSchema } from "../instrument/item.ts";
import { LABELS } from "../instrument/scale.ts";
import { VARIANTS } from "../instrument/variant.ts";
import { loadItems } from "../release/data.ts";
import { findReleased } from "../release/find-released.ts";
import { PUBLISHED_PREFIX, type ReleasedModel } from "../release/released-model.ts";
import { releasedAnswer } from "../release/released-run.ts";
import type { UnusableKind } from "../runs/answer.ts";

const configSchema = z.object({ model: z.string() });
const varsSchema = z.object({ item: itemIdSchema, variant: z.enum(VARIANTS) });

/** What stands for a released answer that gave no rating; the released wording is not kept. */
const STAND_INS: Readonly<Record<Exclude<UnusableKind, "error">, string>> = {
  refusal: "I cannot answer that. (The released answer was a refusal.)",
  ambiguous: "like me / not like me (The released answer was ambiguous.)",
  none: "(The released answer held no label.)",
};

/**
 * A promptfoo provider that answers with the released ratings of a model, as label text. Answers that the release
 * lacks come back as what they were: an error, a refusal, or a text without a rating.
 */
// promptfoo takes a provider class from a file's default export.
export default class PublishedProvider implements ApiProvider {
  readonly #model: ReleasedModel;
  readonly #itemIndex: ReadonlyMap<string, number>;

  constructor(options: ProviderOptions) {
    const config = configSchema.safeParse(options.config);
    if (!config.success) throw new TypeError("published provider: config.model must name a released model");
    this.#model = findReleased(config.data.model);
    this.#itemIndex = new Map(loadItems().map((item, index) => [item.id, index]));
  }

  id(): string {
    return `${PUBLISHED_PREFIX}${this.#model.model}`;
  }

  async callApi(_prompt: string, context?: CallApiContextParams): Promise<ProviderResponse> {
    const vars = varsSchema.safeParse(context?.vars);
    if (!vars.success) return { error: `${this.id()} answers only Value Portrait items` };
    const { item, variant } = vars.data;
    const answer = releasedAnswer(this.#model, variant, this.#itemIndex.get(item) ?? -1);
    if (answer === undefined)
      return { error: `The release has no answer of this model to ${item} under ${variant}.` };
    if (answer.kind === "rating") return { output: LABELS[answer.rating] };
    if (answer.kind === "error") return { error: "The released answer was an error of the provider." };
    return { output: STAND_INS[answer.kind] };
  }
}
