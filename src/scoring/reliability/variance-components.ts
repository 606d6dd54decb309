import { mean, sampleVariance } from "simple-statistics";
import { portraitOf } from "../../instrument/item.ts";
import {
  type Clustering,
  clusteringOf,
  componentsWithin,
  type NestedComponents,
} from "../statistics/nested-components.ts";
import type { RatingTable } from "./rating-table.ts";
import type { VarianceComponents } from "./reliability.ts";

/**
 * The G study of one run: how much of the variance of its ratings lies between queries, between the items of a
 * query, between variants, in the interaction of query and variant, and in the rest. The design is
 * variant x (item : query) with unequal numbers of items per query, all facets random. Estimates equate mean
 * squares with their expectations (analogous ANOVA, Brennan 2001, chapter 7): a nested analysis of the item
 * means gives query + interaction / V and item + residual / V, one of the deviations from them gives interaction
 * and residual. Negative estimates are returned as such.
 * Agrees with Brennan's (2001) synthetic data set 4 and with quadratic forms whose expectations numpy derives from
 * the design matrices (test/golden/reliability.py).
 */
export function varianceComponents({ items, variants, ratings }: RatingTable): VarianceComponents {
  const queries = clusteringOf(items.map(portraitOf));
  const counts = { queries: queries.sizes.length, items: items.length, variants: variants.length };
  const means = ratings.map(mean);
  const stable = componentsWithin(means, queries);
  const varying = varyingComponents(ratings, means, queries);
  const squaredShares = queries.sizes.reduce((sum, size) => sum + (size / items.length) ** 2, 0);
  return {
    query: less(stable.between, varying.between, variants.length),
    item: less(stable.within, varying.within, variants.length),
    variant:
      varying.within === undefined
        ? undefined
        : sampleVariance(variants.map((_, column) => mean(ratings.map((row) => row[column] ?? Number.NaN)))) -
          squaredShares * (varying.between ?? 0) -
          varying.within / items.length,
    queryByVariant: varying.between,
    residual: varying.within,
    ...counts,
  };
}

/**
 * Components of what varies with the variant: the ratings' deviations from the item means have V - 1 degrees of
 * freedom per item, so the components of the V columns sum to V - 1 times the interaction and the residual.
 */
function varyingComponents(
  ratings: readonly (readonly number[])[],
  means: readonly number[],
  queries: Clustering,
): NestedComponents {
  const variants = ratings[0]?.length ?? 0;
  if (variants < 2) return { between: undefined, within: undefined };
  const columns = Array.from({ length: variants }, (_, column) =>
    componentsWithin(
      ratings.map((row, index) => (row[column] ?? Number.NaN) - (means[index] ?? Number.NaN)),
      queries,
    ),
  );
  const pooled = (values: readonly (number | undefined)[]) =>
    values.includes(undefined)
      ? undefined
      : values.reduce<number>((sum, value) => sum + (value ?? 0), 0) / (variants - 1);
  return {
    between: pooled(columns.map(({ between }) => between)),
    within: pooled(columns.map(({ within }) => within)),
  };
}

/** A component of item means without the variants' share in it, where that is known. */
function less(
  component: number | undefined,
  varying: number | undefined,
  variants: number,
): number | undefined {
  return component === undefined || varying === undefined ? component : component - varying / variants;
}
