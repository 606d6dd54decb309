import type { Interval } from "../statistics/interval.ts";
import { ROUNDING } from "../uncertainty/sign-flip.ts";

/** What a condition, a persona or a prompt, did to one value: its score minus that of the baseline, in rating points. */
export type Effect = {
  readonly estimate: number;
  /** 95%, of the paired difference; absent where only the estimate is known, and then nothing is decided on it. */
  readonly interval?: Interval;
};

/** What a condition did to the ten values, in the order of VALUES. */
export type Shift = readonly Effect[];

/** The estimates alone. */
export function estimatesOf(shift: Shift): readonly number[] {
  return shift.map(({ estimate }) => estimate);
}

/**
 * What an effect's sign is, as far as it can be said: -1 or 1, and undefined for an interval that holds 0 or an
 * estimate of 0.
 * @example
 * decidedSign({ estimate: 0.2, interval: { lower: -0.1, upper: 0.5 } }); // => undefined
 */
export function decidedSign({ estimate, interval }: Effect): -1 | 1 | undefined {
  if (Math.abs(estimate) < ROUNDING) return undefined;
  if (interval !== undefined && interval.lower <= 0 && interval.upper >= 0) return undefined;
  return estimate > 0 ? 1 : -1;
}
