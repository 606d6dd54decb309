import type { Item } from "../../instrument/item.ts";
import { RATINGS } from "../../instrument/scale.ts";
import type { Response } from "../../runs/answer.ts";

/** How often each point of the scale, 1 to 6, was chosen. */
export type RatingDistribution = {
  readonly model: readonly number[];
  /** By the raters of the items that the model was asked, each item counted once. */
  readonly people: readonly number[];
};

/**
 * Which points of the scale a run uses, beside the people who rated the same items.
 * @param items those that may occur in the run
 * @example
 * ratingDistribution(run.responses, loadItems()).model; // => [12, 80, 310, 900, 540, 60]
 */
export function ratingDistribution(
  responses: readonly Response[],
  items: readonly Pick<Item, "id" | "human">[],
): RatingDistribution {
  const asked = new Set(responses.map(({ item }) => item));
  const histograms = items.flatMap(({ id, human }) => (asked.has(id) ? [human.histogram] : []));
  const ratings = responses.flatMap(({ answer }) => (answer.kind === "rating" ? [answer.rating] : []));
  return {
    model: RATINGS.map((point) => ratings.filter((rating) => rating === point).length),
    people: RATINGS.map((_, index) =>
      histograms.reduce((total, histogram) => total + (histogram[index] ?? 0), 0),
    ),
  };
}
