import type { Dimension } from "../../instrument/dimensions.ts";
import type { ItemId } from "../../instrument/item.ts";
import type { Key } from "../../instrument/key.ts";
import { type ClusterRobustSe, clusterRobustSe } from "./cluster-robust-se.ts";
import { contrastValue, type QuerySums, querySums, scoreContrast } from "./query-sums.ts";
import type { VariantRatings } from "./resample-variants.ts";

/**
 * Standard errors of scores, in closed form, when queries and variants are both samples:
 *
 *     SE^2 = V_queries + V_variants,   V_variants = k / (k - 1) * sum over the k variants of pull^2
 *
 * where a variant's pull on a score is what its deviation from each item's rating contributes to first order.
 * What is peculiar to a query under a variant is in both terms, as in the two-way bootstrap; the estimator of
 * Cameron, Gelbach & Miller (2011) subtracts it once and can fall below V_queries. Degrees of freedom by
 * Welch-Satterthwaite, rounded down, from m - 1 for queries and k - 1 for variants.
 * @param ratings at least two variants
 * @param overall each item's rating: the mean over variants
 */
export function twoWaySe(
  ratings: VariantRatings,
  overall: ReadonlyMap<ItemId, number>,
  key: Key,
  sums: QuerySums,
): (dimension: Dimension) => ClusterRobustSe {
  const pulled = pulledRatings(ratings, overall).map((pull) => querySums(pull, key, sums.queries));
  return (dimension) => {
    const contrast = scoreContrast(sums, dimension);
    const { se, degreesOfFreedom } = clusterRobustSe(contrast);
    const pulls = pulled.map(
      (variant) => contrastValue(scoreContrast(variant, dimension)) - contrastValue(contrast),
    );
    const k = pulls.length;
    const variants = (k / (k - 1)) * pulls.reduce((sum, pull) => sum + pull ** 2, 0);
    const variance = se ** 2 + variants;
    const satterthwaite = variance ** 2 / (se ** 4 / degreesOfFreedom + variants ** 2 / (k - 1));
    return {
      se: Math.sqrt(variance),
      degreesOfFreedom: variance === 0 ? degreesOfFreedom : Math.floor(satterthwaite + ROUNDING),
    };
  };
}

/** So that a whole number that came out just below itself is not rounded down. */
const ROUNDING = 1e-9;

/** For each variant the items' ratings as they would be if its deviations were added once more to their means. */
function pulledRatings(ratings: VariantRatings, overall: ReadonlyMap<ItemId, number>): VariantRatings {
  const rated = (item: ItemId) => ratings.filter((variant) => variant.has(item)).length;
  return ratings.map(
    (variant) =>
      new Map(
        [...overall].map(([item, mean]) => [item, mean + ((variant.get(item) ?? mean) - mean) / rated(item)]),
      ),
  );
}
