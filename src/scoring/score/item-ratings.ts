import { mean } from "simple-statistics";
import type { ItemId } from "../../instrument/item.ts";
import type { Variant } from "../../instrument/variant.ts";
import { getOrAdd } from "../../lib/group-by.ts";
import type { Response } from "../../runs/answer.ts";

/** The mean rating of each item, 1 to 6. */
export type ItemValues = ReadonlyMap<ItemId, number>;

/**
 * The rating of each item, 1 to 6: the mean over the variants that gave a rating. Where a variant was
 * repeated, its ratings are averaged first, so that every prompt weighs the same. Items without any rating
 * are not in the map. With one repetition this is the authors' average (upstream lm_evaluation/response_average.py).
 * @example
 * itemRatings([
 *   { item: "1008/1", variant: "v1", repeat: 0, answer: { kind: "rating", rating: 4 } },
 *   { item: "1008/1", variant: "v2", repeat: 0, answer: { kind: "rating", rating: 5 } },
 *   { item: "1008/1", variant: "v3", repeat: 0, answer: { kind: "refusal" } },
 * ]); // => Map { "1008/1" => 4.5 }
 */
export function itemRatings(responses: readonly Response[]): ItemValues {
  const ratings = new Map<ItemId, VariantSum[]>();
  for (const { item, variant, answer } of responses) {
    if (answer.kind !== "rating") continue;
    const variants = getOrAdd(ratings, item, (): VariantSum[] => []);
    const known = variants.find((one) => one.variant === variant);
    if (known === undefined) variants.push({ variant, sum: answer.rating, count: 1 });
    else {
      known.sum += answer.rating;
      known.count += 1;
    }
  }
  return new Map(
    [...ratings].map(([item, variants]) => [item, mean(variants.map(({ sum, count }) => sum / count))]),
  );
}

/** Ratings are whole numbers, so that their sum is exact. */
type VariantSum = { readonly variant: Variant; sum: number; count: number };
