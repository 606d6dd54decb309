import type { Answer, Response, Run, UnusableKind } from "./answer.ts";
import type { ItemId } from "./item.ts";
import type { PublishedModel } from "./published.ts";
import type { Rating } from "./scale.ts";
import { VARIANTS, type Variant } from "./variant.ts";

const KIND_OF: Readonly<Record<string, UnusableKind>> = {
  r: "refusal",
  a: "ambiguous",
  n: "none",
  e: "error",
};

/**
 * A released model's answers as a run. Prompts that the release has no answers for (the incomplete set) are
 * not in it: they were not asked, so they do not count as missing.
 */
export function publishedRun(model: PublishedModel, items: readonly { readonly id: ItemId }[]): Run {
  const responses = items.flatMap(({ id }, index) =>
    VARIANTS.flatMap((variant): Response[] => {
      const answer = publishedAnswer(model, variant, index);
      return answer === undefined ? [] : [{ item: id, variant, repeat: 0, answer }];
    }),
  );
  return { subject: model.model, responses };
}

/** The answer to one item under one variant; undefined when the release has none. */
export function publishedAnswer(
  model: PublishedModel,
  variant: Variant,
  itemIndex: number,
): Answer | undefined {
  const character = model.answers[variant].charAt(itemIndex);
  if (character === "." || character === "") return undefined;
  const kind = KIND_OF[character];
  // The schema admits the digits 1 to 6 beside the letters above.
  return kind === undefined ? { kind: "rating", rating: Number(character) as Rating } : { kind };
}
