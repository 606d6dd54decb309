import { mean } from "simple-statistics";
import { cosine } from "../statistics/cosine.ts";
import { sumOfSquares } from "../statistics/sum-of-squares.ts";
import { estimatesOf, type Shift } from "./shift.ts";

/** What conditions have in common, whatever they say: the effect of being given any persona or prompt at all. */
export type GenericShift = {
  /** Mean shift over the conditions, in the order of VALUES. */
  readonly mean: readonly number[];
  /** Its share of the sum of squares of all shifts, 0 to 1; undefined when nothing moved. */
  readonly share: number | undefined;
  /** For each condition, the cosine of its shift with the mean of all others; undefined when there is none. */
  readonly leaveOneOut: readonly (number | undefined)[];
  /** For each condition, its shift without the mean: without intervals, because theirs would be others. */
  readonly without: readonly Shift[];
};

/**
 * Takes the mean shift out of the shifts of several conditions. Where a condition without content (a placebo) was run,
 * that is the better control; the mean over conditions is what tables alone allow. It also takes out what the
 * conditions' groups have in common, so that it needs many of them. Agrees with numpy (test/golden/experiments.py).
 * @throws {RangeError} fewer than two conditions
 * @example
 * genericShift([[{ estimate: 1 }], [{ estimate: 3 }]]).mean; // => [2]
 */
export function genericShift(conditions: readonly Shift[]): GenericShift {
  if (conditions.length < 2) throw new RangeError("genericShift requires at least two conditions");
  const shifts = conditions.map(estimatesOf);
  const common = meanShift(shifts);
  const squares = sumOfSquares(shifts.flat());
  return {
    mean: common,
    share: squares === 0 ? undefined : (shifts.length * sumOfSquares(common)) / squares,
    leaveOneOut: shifts.map((shift, index) => cosine(shift, meanShift(shifts.toSpliced(index, 1)))),
    without: shifts.map((shift) =>
      shift.map((estimate, index) => ({ estimate: estimate - (common[index] ?? 0) })),
    ),
  };
}

/**
 * The share of the sum of squares that the mean shift has on average when no condition does anything: the error of the one
 * baseline is in every shift alike, and is as large as each condition's own. A share near it tells nothing.
 * @example
 * shareWithoutEffect(25); // => 0.52
 */
export function shareWithoutEffect(conditions: number): number {
  return (1 + 1 / conditions) / 2;
}

/** The mean of shifts, value by value. */
export function meanShift(shifts: readonly (readonly number[])[]): readonly number[] {
  const [first = []] = shifts;
  return first.map((_, index) => mean(shifts.map((shift) => shift[index] ?? Number.NaN)));
}
