import { VARIANTS, type Variant } from "../instrument/variant.ts";
import type { Answer, Response, Run } from "../runs/answer.ts";
import { decodeAnswer } from "../runs/answer-code.ts";
import { loadItems } from "./data.ts";
import type { ReleasedModel } from "./released-model.ts";

/**
 * A released model's answers as a run. Prompts that the release has no answers for (the incomplete set) are
 * not in it: they were not asked, so they do not count as missing.
 */
export function releasedRun(model: ReleasedModel): Run {
  const responses: Response[] = [];
  for (const [index, { id }] of loadItems().entries())
    for (const variant of VARIANTS) {
      const answer = releasedAnswer(model, variant, index);
      if (answer !== undefined) responses.push({ item: id, variant, repeat: 0, answer });
    }
  return { subject: model.model, responses };
}

/** The answer to one item under one variant; undefined when the release has none. */
export function releasedAnswer(
  model: ReleasedModel,
  variant: Variant,
  itemIndex: number,
): Answer | undefined {
  const character = model.answers[variant].charAt(itemIndex);
  return character === "" ? undefined : decodeAnswer(character);
}
