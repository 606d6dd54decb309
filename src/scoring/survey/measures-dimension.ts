import type { Loading } from "../../instrument/item.ts";

/** An item measures a dimension when rho exceeds this, strictly (upstream lm_evaluation/score.py, `_check_correlation`). */
export const MIN_LOADING = 0.3;

/** ... and p is below this, without correction for the number of tests (the authors' project page). */
const MAX_P = 0.05;

/**
 * Whether an item measures a dimension by the rule that the paper states.
 * @example
 * measuresDimension({ rho: 0.301, p: 0.056 }); // => false
 */
export function measuresDimension({ rho, p }: Loading): boolean {
  return rho > MIN_LOADING && p < MAX_P;
}
