import { contributions } from "./cluster-robust-se.ts";
import type { Contrast } from "./query-sums.ts";

/** The two queries on which a standard error hangs most, and their share of its square, 0 to 1. */
export type LeadingQueries = { readonly queries: readonly number[]; readonly share: number };

/**
 * With two queries carrying more than half of the variance, Student's t is too narrow: such an interval rests on two
 * observations, whatever its degrees of freedom (Tradition: 28 of the 33 released models, coverage .89).
 */
const TOO_MUCH = 0.5;

/** Shares that differ by less than one part of this many are equal. */
const PRECISION = 1e9;

/**
 * The two queries that pull a score farthest from its value.
 * @param queries portrait ids, in the order of the sums; not of a score without spread
 * @example
 * leadingQueries(scoreContrast(sums, "Tradition"), sums.queries); // => { queries: [1151, 1204], share: 0.78 }
 */
export function leadingQueries(contrast: Contrast, queries: readonly number[]): LeadingQueries {
  const squares = [...contributions(contrast)].map((pull, index) => ({
    query: queries[index] ?? 0,
    square: pull * pull,
  }));
  const all = squares.reduce((sum, { square }) => sum + square, 0);
  // Equal but for rounding error: the first by its id.
  const rank = (square: number) => Math.round((square / all) * PRECISION);
  const leading = squares.toSorted((one, other) => rank(other.square) - rank(one.square)).slice(0, 2);
  return {
    queries: leading.map(({ query }) => query),
    share: leading.reduce((sum, { square }) => sum + square, 0) / all,
  };
}

/** Whether an interval hangs on two queries, so that it may be too narrow. */
export function hangsOnTwo({ share }: LeadingQueries): boolean {
  return share > TOO_MUCH;
}
