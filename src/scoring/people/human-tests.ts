import { FAMILIES, familyOf } from "../../instrument/dimensions.ts";
import { holm } from "../statistics/holm.ts";
import { twoSidedP } from "../statistics/student-t.ts";
import type { HumanComparison } from "./compare-with-humans.ts";

/** A comparison with people, tested. */
export type HumanTest = HumanComparison & {
  /** Two-sided, of Student's t with one degree of freedom less than the dimension has queries. */
  readonly p: number;
  /** `p` adjusted by Holm's method for the dimensions of the family. */
  readonly adjustedP: number;
  /** Whether adjusted p is below .05; the 95% interval then leaves out 0, being that of the same t. */
  readonly differs: boolean;
};

const ALPHA = 0.05;

/**
 * Where a model really differs from people: the comparisons' own t, adjusted for the number of dimensions in the
 * family, because a sentence names whichever of ten values stands out. Comparisons without an interval are left
 * out. Agrees with scipy (test/golden/human-tests.py).
 */
export function humanTests(comparisons: readonly HumanComparison[]): readonly HumanTest[] {
  return FAMILIES.flatMap((family) => {
    const tested = comparisons.filter(
      ({ dimension, interval, se }) => familyOf(dimension) === family && interval !== undefined && se > 0,
    );
    const ps = tested.map(({ difference, se, queries }) => twoSidedP(difference / se, queries - 1));
    const adjusted = holm(ps);
    return tested.map((comparison, index): HumanTest => {
      const adjustedP = adjusted[index] ?? Number.NaN;
      return { ...comparison, p: ps[index] ?? Number.NaN, adjustedP, differs: adjustedP < ALPHA };
    });
  });
}
