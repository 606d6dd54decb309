import { DIMENSIONS, FAMILIES } from "../../instrument/dimensions.ts";
import type { ItemId } from "../../instrument/item.ts";
import type { Key } from "../../instrument/key.ts";
import { VARIANTS } from "../../instrument/variant.ts";
import { groupBy } from "../../lib/group-by.ts";
import type { Random } from "../../lib/random.ts";
import { recordOf } from "../../lib/record-of.ts";
import type { Run } from "../../runs/answer.ts";
import { itemRatings } from "../score/item-ratings.ts";
import { drawQueries } from "./query-draws.ts";
import { querySums } from "./query-sums.ts";
import { type ResampledMeans, writeMeans } from "./resample.ts";

/** The ratings of a run by variant, 1 to 6, repeats averaged; only variants that have any. */
export type VariantRatings = readonly ReadonlyMap<ItemId, number>[];

export function variantRatings({ responses }: Run): VariantRatings {
  const asked = groupBy(responses, ({ variant }) => variant);
  return VARIANTS.map((variant) => itemRatings(asked.get(variant) ?? [])).filter(({ size }) => size > 0);
}

/**
 * Means in resamples of queries and, independently, of variants: the two-way ("pigeonhole") bootstrap for crossed
 * samples (McCullagh 2000; Owen 2007). An item's rating is then the mean over the drawn variants that rated it.
 * The spread says how far scores would move with other queries and other wordings; what is peculiar to a query
 * under a variant counts in both, so that it is rather too wide than too narrow. Variants come in few
 * combinations (462 for six), so sums are made once for each.
 * @param queries portrait ids of the frame
 */
export function resampleQueriesAndVariants(
  ratings: VariantRatings,
  key: Key,
  queries: readonly number[],
  { resamples, random }: { readonly resamples: number; readonly random: Random },
): ResampledMeans {
  const draws = drawQueries(queries.length, resamples, random);
  const empty = () => new Float64Array(resamples);
  const means: ResampledMeans = {
    dimensions: recordOf(DIMENSIONS, empty),
    families: recordOf(FAMILIES, empty),
  };
  let from = 0;
  // Query draws are independent of each other, so each combination may have the next ones in a row.
  for (const { weights, times } of drawVariants(ratings.length, resamples, random)) {
    const sums = querySums(weightedRatings(ratings, weights), key, queries);
    for (const dimension of DIMENSIONS)
      writeMeans(means.dimensions[dimension], sums.dimensions[dimension], draws, from, from + times);
    for (const family of FAMILIES)
      writeMeans(means.families[family], sums.families[family], draws, from, from + times);
    from += times;
  }
  return means;
}

/** Each combination drawn: how often each variant is in it, and in how many resamples it came up. */
function drawVariants(variants: number, resamples: number, random: Random) {
  const combinations = new Map<string, { readonly weights: readonly number[]; times: number }>();
  for (let resample = 0; resample < resamples; resample += 1) {
    const weights = new Array<number>(variants).fill(0);
    for (let draw = 0; draw < variants; draw += 1) {
      const drawn = Math.floor(random() * variants);
      weights[drawn] = (weights[drawn] ?? 0) + 1;
    }
    const combination = combinations.get(weights.join()) ?? { weights, times: 0 };
    combination.times += 1;
    combinations.set(weights.join(), combination);
  }
  return combinations.values();
}

/** Each item's mean over variants that count as often as `weights` says; without items that none of them rated. */
function weightedRatings(ratings: VariantRatings, weights: readonly number[]): ReadonlyMap<ItemId, number> {
  const items = new Map<ItemId, { sum: number; weight: number }>();
  for (const [variant, rated] of ratings.entries()) {
    const weight = weights[variant] ?? 0;
    if (weight === 0) continue;
    for (const [item, rating] of rated) {
      const total = items.get(item) ?? { sum: 0, weight: 0 };
      total.sum += weight * rating;
      total.weight += weight;
      items.set(item, total);
    }
  }
  return new Map([...items].map(([item, { sum, weight }]) => [item, sum / weight]));
}
