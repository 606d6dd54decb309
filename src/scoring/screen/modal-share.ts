import { max, mean } from "simple-statistics";
import { RATINGS, type Rating } from "../../instrument/scale.ts";
import { groupBy } from "../../lib/group-by.ts";
import type { Response } from "../../runs/answer.ts";

export type ModalShare = {
  /** Share of the most frequent rating within a prompt, mean over the prompts: 1/6 to 1. */
  readonly share: number;
  /** The most frequent rating over all prompts; of equally frequent ones the lowest. */
  readonly rating: Rating;
};

/**
 * How far a respondent gives one answer to everything (straight-lining). It is counted within each prompt,
 * because that is one administration of the questionnaire: a model that always picks the second option gives two
 * ratings, but one under each prompt. Undefined when no answer holds a rating.
 */
export function modalShare(responses: readonly Response[]): ModalShare | undefined {
  const ratings = responses.flatMap(({ variant, answer }) =>
    answer.kind === "rating" ? [{ variant, rating: answer.rating }] : [],
  );
  if (ratings.length === 0) return undefined;
  const prompts = groupBy(ratings, ({ variant }) => variant);
  const share = mean([...prompts.values()].map((prompt) => max(frequencies(prompt)) / prompt.length));
  const overall = frequencies(ratings);
  return { share, rating: RATINGS[overall.indexOf(max(overall))] ?? RATINGS[0] };
}

/** How often each point of the scale was chosen. */
function frequencies(ratings: readonly { readonly rating: Rating }[]): number[] {
  return RATINGS.map((point) => ratings.filter(({ rating }) => rating === point).length);
}
