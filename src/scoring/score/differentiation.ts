import { mean } from "simple-statistics";
import type { Dimension } from "../../instrument/dimensions.ts";
import type { ItemId } from "../../instrument/item.ts";
import type { Key } from "../../instrument/key.ts";
import { fitLine } from "../statistics/straight-line.ts";
import type { ItemValues } from "./item-ratings.ts";
import { itemWeights } from "./item-weights.ts";

/**
 * How strongly a respondent separates popular from unpopular answers: the slope of its ratings on people's mean
 * ratings of the same items. 1 is as much as people on average, 0 not at all; the released models have .03 to .96.
 * Undefined with fewer than two items. Agrees with numpy (test/golden/weighted-key.py).
 * @param people mean ratings, 1 to 6
 */
export function differentiation(ratings: ItemValues, people: ItemValues): number | undefined {
  const rated = [...ratings].filter(([item]) => people.has(item));
  if (rated.length < 2) return undefined;
  return fitLine(
    rated.map(([item]) => people.get(item) ?? Number.NaN),
    rated.map(([, rating]) => rating),
  ).slope;
}

/**
 * How much of a difference of two scores is one of differentiation: by how much they would differ if the two
 * respondents' ratings differed by nothing but the slope on people's means. It is the difference of slopes times
 * people's own score on these items; 0 under the weighted key, whose weights have nothing in common with these means.
 * Undefined where there is no score. Agrees with numpy (test/golden/weighted-key.py).
 * @param slopes the difference of the two respondents' differentiation
 * @param people mean ratings of the items from which that is
 * @param scored those that make the score
 */
export function explainedByDifferentiation(
  slopes: number,
  people: ItemValues,
  key: Key,
  dimension: Dimension,
  scored: ReadonlySet<ItemId>,
): number | undefined {
  const weights = [...itemWeights(key, dimension, scored)];
  if (weights.length === 0) return undefined;
  // Lines turn around the mean, which matters where weights do not sum to 0: of items that count as 7 - rating.
  const level = mean([...people.values()]);
  return (
    slopes *
    weights.reduce((sum, [item, weight]) => sum + weight * ((people.get(item) ?? Number.NaN) - level), 0)
  );
}

/**
 * The share of some differences of scores that is one of differentiation: 1 - sum (difference - explained)^2 / sum
 * difference^2; at most 1, below 0 when they would be larger without it. Undefined where nothing differs.
 * @example
 * explainedShare([{ difference: 1, explained: 0.5 }, { difference: -1, explained: -0.5 }]); // => 0.75
 */
export function explainedShare(
  differences: readonly { readonly difference: number; readonly explained: number | undefined }[],
): number | undefined {
  const known = differences.flatMap(({ difference, explained }) =>
    explained === undefined ? [] : [{ difference, left: difference - explained }],
  );
  const all = known.reduce((sum, { difference }) => sum + difference ** 2, 0);
  if (all === 0) return undefined;
  return 1 - known.reduce((sum, { left }) => sum + left ** 2, 0) / all;
}
