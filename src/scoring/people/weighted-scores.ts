import { DIMENSIONS, FAMILIES, type Family, familyOf } from "../../instrument/dimensions.ts";
import type { ItemId } from "../../instrument/item.ts";
import type { Key } from "../../instrument/key.ts";
import { familyItems } from "../score/family-items.ts";

/** Which of some items make up each score, by their positions; in the order of DIMENSIONS. */
type ScorePlan = readonly {
  /** Items scored as rated, items scored 7 - rating, and the distinct items of the dimension's family. */
  readonly plain: Uint16Array;
  readonly reversed: Uint16Array;
  readonly baseline: Uint16Array;
}[];

/** Prepares a key for scoring the same items many times. Items that the key has and `items` lacks are left out. */
export function planScores(key: Key, items: readonly ItemId[]): ScorePlan {
  const positionOf = new Map(items.map((item, position) => [item, position]));
  const positions = (ids: readonly ItemId[]) =>
    Uint16Array.from(ids.flatMap((item) => positionOf.get(item) ?? []));
  const baselines = new Map<Family, Uint16Array>(
    FAMILIES.map((family) => [family, positions(familyItems(key, family))]),
  );
  return DIMENSIONS.map((dimension) => {
    const withSign = (wanted: 1 | -1) =>
      positions(key.items[dimension].flatMap(({ item, sign }) => (sign === wanted ? item : [])));
    return {
      plain: withSign(1),
      reversed: withSign(-1),
      baseline: baselines.get(familyOf(dimension)) ?? new Uint16Array(),
    };
  });
}

/**
 * The centred score of each dimension when items count more than once or not at all: with all weights 1 that of
 * `scoreRun`, with weights that say how often an item's query was drawn that of a resample. NaN where no item of
 * the dimension has weight. Typed arrays because a bootstrap calls this 20,000 times.
 * @param ratings of the plan's items, 1 to 6
 * @param weights of the plan's items, 0 or more
 */
export function weightedScores(plan: ScorePlan, ratings: Float64Array, weights: Float64Array): Float64Array {
  return Float64Array.from(plan, ({ plain, reversed, baseline }) => {
    const asRated = weightedSum(plain, ratings, weights);
    const turned = weightedSum(reversed, ratings, weights);
    const family = weightedSum(baseline, ratings, weights);
    const scored = asRated.sum + 7 * turned.weight - turned.sum;
    return scored / (asRated.weight + turned.weight) - family.sum / family.weight;
  });
}

function weightedSum(positions: Uint16Array, ratings: Float64Array, weights: Float64Array) {
  let sum = 0;
  let weight = 0;
  for (const position of positions) {
    const itemWeight = weights[position] ?? 0;
    sum += itemWeight * (ratings[position] ?? Number.NaN);
    weight += itemWeight;
  }
  return { sum, weight };
}
