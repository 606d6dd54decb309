import { VALUES } from "../../instrument/dimensions.ts";
import { clusterRobustSe } from "../uncertainty/cluster-robust-se.ts";
import { type QuerySums, scoreContrast } from "../uncertainty/query-sums.ts";
import { whyNoScoreInterval } from "../uncertainty/score-intervals.ts";
import { LEVEL, studentInterval } from "../uncertainty/uncertainty.ts";

/**
 * The share of the ten values that are known: those whose 95% interval reaches no farther than so many rating points
 * from the score. A value without an interval is not known.
 */
export function preciseValues(sums: QuerySums, within: number): number {
  const known = VALUES.filter((value) => {
    const contrast = scoreContrast(sums, value);
    if (whyNoScoreInterval(contrast) !== undefined) return false;
    return studentInterval(0, clusterRobustSe(contrast), LEVEL).upper <= within;
  });
  return known.length / VALUES.length;
}
