import { mean, sum } from "simple-statistics";
import type { ItemId } from "../../instrument/item.ts";
import { RATINGS, type Rating } from "../../instrument/scale.ts";
import type { Variant } from "../../instrument/variant.ts";
import { getOrAdd } from "../../lib/group-by.ts";
import type { Response } from "../../runs/answer.ts";

/**
 * How far repetitions of one prompt disagree: the mean absolute difference between the ratings of an item under a
 * variant, over all pairs of repetitions, then over items and variants. In rating points, 0 to 5; undefined when
 * nothing was rated twice.
 * @example
 * repeatDifference([
 *   { item: "1008/1", variant: "v1", repeat: 0, answer: { kind: "rating", rating: 4 } },
 *   { item: "1008/1", variant: "v1", repeat: 1, answer: { kind: "rating", rating: 6 } },
 * ]); // => 2
 */
export function repeatDifference(responses: readonly Response[]): number | undefined {
  const variants = new Map<Variant, Map<ItemId, Rating[]>>();
  const prompts: Rating[][] = [];
  for (const { item, variant, answer } of responses) {
    const items = getOrAdd(variants, variant, () => new Map<ItemId, Rating[]>());
    const ratings = getOrAdd(items, item, () => {
      const none: Rating[] = [];
      prompts.push(none);
      return none;
    });
    if (answer.kind === "rating") ratings.push(answer.rating);
  }
  const differences = prompts.filter(({ length }) => length >= 2).map(meanDifference);
  return differences.length === 0 ? undefined : mean(differences);
}

/** Over all pairs, which are too many to be made one by one: by how often each rating was given. */
function meanDifference(ratings: readonly Rating[]): number {
  const counts = RATINGS.map((rating) => ratings.filter((one) => one === rating).length);
  const pairs = (ratings.length * (ratings.length - 1)) / 2;
  const differences = counts.flatMap((count, low) =>
    counts.slice(low + 1).map((other, step) => count * other * (step + 1)),
  );
  return sum(differences) / pairs;
}
