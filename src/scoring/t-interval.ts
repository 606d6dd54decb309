import type { Interval } from "./percentile-interval.ts";
import { twoSidedP } from "./student-t.ts";

/**
 * The interval estimate ± t * standard error, with Student's t for the degrees of freedom.
 * @param level share of such intervals that hold the true value, such as 0.95
 * @example
 * tInterval(0, 1, 10, 0.95); // => { lower: -2.228, upper: 2.228 }
 */
export function tInterval(estimate: number, se: number, degreesOfFreedom: number, level: number): Interval {
  const margin = criticalT(level, degreesOfFreedom) * se;
  return { lower: estimate - margin, upper: estimate + margin };
}

const known = new Map<string, number>();

/** By bisection, because `twoSidedP` has no inverse; kept, because a ranking asks for the same one 561 times. */
function criticalT(level: number, degreesOfFreedom: number): number {
  const name = `${level} ${degreesOfFreedom}`;
  const found = known.get(name);
  if (found !== undefined) return found;
  let [low, high] = [0, 1];
  while (twoSidedP(high, degreesOfFreedom) > 1 - level) high *= 2;
  while (high - low > 1e-12 * high) {
    const middle = (low + high) / 2;
    if (twoSidedP(middle, degreesOfFreedom) > 1 - level) low = middle;
    else high = middle;
  }
  known.set(name, high);
  return high;
}
