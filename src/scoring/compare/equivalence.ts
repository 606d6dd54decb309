import type { Interval } from "../statistics/interval.ts";
import type { ClusterRobustSe } from "../uncertainty/cluster-robust-se.ts";
import { studentInterval } from "../uncertainty/uncertainty.ts";

/** Each of the two one-sided tests is at .05, which the 90% interval does at once. */
const LEVEL = 0.9;

/** Whether a difference is shown to be smaller than a margin, and the 90% interval that shows it. */
export type Equivalence = { readonly equivalent: boolean; readonly interval: Interval };

/**
 * Two one-sided tests (Schuirmann 1987; Lakens 2017): a difference is equivalent to none when both "it is the
 * margin or more" and "it is minus the margin or less" are rejected at .05, that is when its 90% interval lies
 * inside the margin. Student's interval, as for the difference itself. Not adjusted for several dimensions: the
 * claim that all of them are equivalent needs no adjustment (Berger 1982), the claim that this one is, of those
 * looked at, is wrong one time in twenty at most.
 * Agrees with scipy.stats.t (test/golden/comparison.py).
 * @param margin in rating points, above 0
 * @throws {RangeError} a margin that is not above 0
 */
export function equivalence(difference: number, closedForm: ClusterRobustSe, margin: number): Equivalence {
  if (!(margin > 0)) throw new RangeError("equivalence requires a margin above 0");
  const interval = studentInterval(difference, closedForm, LEVEL);
  return { interval, equivalent: -margin < interval.lower && interval.upper < margin };
}
