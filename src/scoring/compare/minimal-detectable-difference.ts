import { studentQuantile } from "../statistics/student-t.ts";
import type { ClusterRobustSe } from "../uncertainty/cluster-robust-se.ts";

/**
 * The smallest true difference, in rating points, that a two-sided test at .05 finds with probability .8:
 * (t at .975 + t at .8) * SE (Bloom 1995, which has Student's t where the textbook formula 2.80 * SE has the
 * normal; the two agree when there are many queries). Not adjusted for several dimensions, so with Holm's
 * adjustment it takes more. Agrees with scipy.stats.t (test/golden/comparison.py).
 * @example
 * minimalDetectableDifference({ se: 0.1, degreesOfFreedom: 40 }); // => 0.287…
 */
export function minimalDetectableDifference({ se, degreesOfFreedom }: ClusterRobustSe): number {
  return (studentQuantile(0.975, degreesOfFreedom) + studentQuantile(0.8, degreesOfFreedom)) * se;
}
