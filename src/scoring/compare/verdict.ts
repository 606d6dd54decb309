import { type Dimension, FAMILIES, type Family, familyOf, labelOf } from "../../instrument/dimensions.ts";
import { pPhrase } from "../../lib/number-text.ts";
import { holm } from "../statistics/holm.ts";
import type { Interval } from "../statistics/interval.ts";
import type { ClusterRobustSe } from "../uncertainty/cluster-robust-se.ts";
import { LEVEL, studentInterval } from "../uncertainty/uncertainty.ts";
import { equivalence } from "./equivalence.ts";

/**
 * What may be said of a difference on one dimension, between two runs or a run and people. "equivalent": it is
 * smaller than the margin, even if it is real. "higher" and "lower" (of the first): it is real, and not shown to be
 * that small. "inconclusive": neither.
 */
export const VERDICTS = ["higher", "lower", "equivalent", "inconclusive"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** A difference is real when its adjusted p is below this. */
export const ALPHA = 0.05;

/** A rise of this much, in rating points, counts as an effect in the paper's steering experiment. */
export const DEFAULT_MARGIN = 0.3;

/** Whether a verdict says that two profiles differ, and by more than the margin excuses. */
export function isApart({ verdict }: { readonly verdict: Verdict }): boolean {
  return verdict === "higher" || verdict === "lower";
}

/** What the verdicts mean, in the words that stand beside them wherever they are shown. */
export function verdictNote(margin: number): string {
  return (
    "higher, lower: the difference is real (p, adjusted for the family by Holm's method, is below .05 and the 95% " +
    `interval leaves out 0). equivalent: the 90% interval lies within ${margin} points of 0, even if the difference ` +
    "is real. inconclusive: neither can be said."
  );
}

/** A judged difference, as far as a reader sees it. */
type ShownDifference = Pick<Judgement, "adjustedP" | "verdict"> & {
  readonly dimension: Dimension;
  readonly interval: Interval | undefined;
};

const FAMILY_NOUNS: Readonly<Record<Family, string>> = {
  values: "values",
  higher_order: "higher-order values",
  traits: "traits",
};

/**
 * Why differences are inconclusive whose interval or p alone would suggest otherwise, a sentence for each: beside a row
 * it keeps a reader from judging anew.
 * @param differences all that were tested together with these, whose number the correction is for
 * @example
 * verdictNotes(differences).get("Security");
 * // => "Security: the interval leaves out 0, but after Holm's correction over 10 values p = .502"
 */
export function verdictNotes(differences: readonly ShownDifference[]): ReadonlyMap<Dimension, string> {
  const noteOf = ({ dimension, interval, adjustedP, verdict }: ShownDifference): string | undefined => {
    const family = familyOf(dimension);
    const tested = differences.filter((one) => familyOf(one.dimension) === family).length;
    const leavesOutZero = interval !== undefined && (interval.lower > 0 || interval.upper < 0);
    const correction = tested < 2 ? "" : `after Holm's correction over ${tested} ${FAMILY_NOUNS[family]} `;
    const corrected = `${correction}${pPhrase(adjustedP)}`;
    if (verdict !== "inconclusive") return undefined;
    if (leavesOutZero) return `the interval leaves out 0, but ${corrected}`;
    if (adjustedP < ALPHA) return `${corrected}, but the interval holds 0`;
    return undefined;
  };
  return new Map(
    differences.flatMap((one) => {
      const note = noteOf(one);
      return note === undefined ? [] : [[one.dimension, `${labelOf(one.dimension)}: ${note}`] as const];
    }),
  );
}

/** A difference of two centred scores before it is judged, in rating points. */
export type UnjudgedDifference = {
  readonly dimension: Dimension;
  readonly difference: number;
  readonly error: ClusterRobustSe;
  /** Two-sided, of this difference alone. */
  readonly p: number;
};

/** A difference with its test and what it comes to. */
export type Judgement = {
  /** 95%, Student's. */
  readonly interval: Interval;
  readonly p: number;
  /** `p` adjusted by Holm's method for the differences of the same family that were tested together. */
  readonly adjustedP: number;
  /** Whether the difference is real: adjusted p below .05 and 0 outside the 95% interval. */
  readonly differs: boolean;
  /** Whether the 90% interval lies inside the margin: two one-sided tests at .05. */
  readonly equivalent: boolean;
  /** The 90% interval of that test. */
  readonly equivalenceInterval: Interval;
  readonly verdict: Verdict;
};

/**
 * The one place where it is decided whether two profiles differ on a dimension: of two runs, and of a run and people.
 * Every table, page and tool prints what this says. Differences are adjusted within their family, because a reader
 * looks for whichever of ten values stands out. Equivalence comes first: the caller's margin says that a real but
 * smaller difference does not matter, and `differs` still tells that it is there.
 * @param margin differences below this, in rating points, are of no interest
 * @param comparisons how many pairs are looked at together, by whose number adjusted p values are multiplied
 * @throws {RangeError} a margin that is not above 0
 * @example
 * judgeDifferences([{ dimension: "Power", difference: -0.6, error: { se: 0.1, degreesOfFreedom: 40 }, p: 1e-6 }], 0.3)
 *   .get("Power")?.verdict; // => "lower"
 */
export function judgeDifferences(
  differences: readonly UnjudgedDifference[],
  margin: number,
  comparisons = 1,
): ReadonlyMap<Dimension, Judgement> {
  return new Map(
    FAMILIES.flatMap((family) => {
      const members = differences.filter(({ dimension }) => familyOf(dimension) === family);
      const adjusted = holm(members.map(({ p }) => p)).map((p) => Math.min(1, comparisons * p));
      return members.map(
        (member, index) => [member.dimension, judge(member, adjusted[index] ?? Number.NaN, margin)] as const,
      );
    }),
  );
}

function judge({ difference, error, p }: UnjudgedDifference, adjustedP: number, margin: number): Judgement {
  const interval = studentInterval(difference, error, LEVEL);
  const { equivalent, interval: equivalenceInterval } = equivalence(difference, error, margin);
  const differs = isReal(adjustedP, interval);
  return {
    interval,
    p,
    adjustedP,
    differs,
    equivalent,
    equivalenceInterval,
    verdict: verdictOf(differs, equivalent, difference),
  };
}

/** Adjusted p guards the number of tests; the interval keeps a verdict from contradicting the bounds beside it. */
export function isReal(adjustedP: number, { lower, upper }: Interval): boolean {
  return adjustedP < ALPHA && (lower > 0 || upper < 0);
}

function verdictOf(differs: boolean, equivalent: boolean, difference: number): Verdict {
  if (equivalent) return "equivalent";
  if (!differs) return "inconclusive";
  return difference > 0 ? "higher" : "lower";
}
