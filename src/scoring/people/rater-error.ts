import type { Dimension } from "../../instrument/dimensions.ts";
import type { ItemId } from "../../instrument/item.ts";
import type { Key } from "../../instrument/key.ts";
import type { Survey } from "../../instrument/survey.ts";
import { itemWeights } from "../score/item-weights.ts";

/**
 * The standard error of people's centred score over other raters, with the items taken as given, in closed form:
 * the score is a weighted sum of ratings, so within each survey group it is the mean over raters of each rater's
 * weighted sum, and groups are independent. Agrees with numpy (test/golden/human.py).
 * @param items those that both have a rating of: the others have no weight
 */
export function raterError(
  survey: Survey,
  key: Key,
  dimension: Dimension,
  items: ReadonlySet<ItemId>,
): number | undefined {
  const weights = itemWeights(key, dimension, items);
  if (weights.size === 0) return undefined;
  const variance = survey.groups
    .map(({ raters, ratings }) => {
      const weighted = [...ratings].filter(([item]) => weights.has(item));
      return varianceOfMean(raters.map((_, rater) => weightedSum(weighted, weights, rater)));
    })
    .reduce((sum, groupVariance) => sum + groupVariance, 0);
  return Math.sqrt(variance);
}

function weightedSum(
  rows: readonly (readonly [ItemId, readonly number[]])[],
  weights: ReadonlyMap<ItemId, number>,
  rater: number,
): number {
  return rows.reduce((sum, [item, ratings]) => sum + (weights.get(item) ?? 0) * (ratings[rater] ?? 0), 0);
}

/** s² / n, with s² the sample variance. */
function varianceOfMean(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return squares / (values.length - 1) / values.length;
}
