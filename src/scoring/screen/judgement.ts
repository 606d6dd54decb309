import type { CheckId, ScreenVerdict } from "./screen.ts";
import type { ScreenMeasures } from "./screen-measures.ts";
import { MIN_ITEMS } from "./screen-thresholds.ts";

/** A verdict with its reason, one sentence; or, where the run does not allow a verdict, why it is open. */
export type Judgement =
  | { readonly verdict: ScreenVerdict; readonly reason: string }
  | { readonly open: string };

/** A judgement for each of some checks. */
export type Judgements<Id extends CheckId> = Readonly<Record<Id, Judgement>>;

/**
 * Leaves a check open when the run has too few rated items, or nothing measured; else judges what was measured.
 * Zero items are not "too few" but none.
 */
export function whenMeasured<T>(
  measured: T | null | undefined,
  { ratedItems }: ScreenMeasures,
  judgement: (measured: T) => Judgement,
  otherwise = "No answer holds a rating.",
): Judgement {
  if (measured === null || measured === undefined) return { open: otherwise };
  if (ratedItems < MIN_ITEMS)
    return { open: `Only ${ratedItems} items have a rating; it takes ${MIN_ITEMS} to tell.` };
  return judgement(measured);
}

/**
 * A share as people read it.
 * @example
 * percent(0.971); // => "97%"
 */
export function percent(share: number, digits = 0): string {
  return `${(100 * share).toFixed(digits)}%`;
}

/**
 * A number with two decimals, without the minus sign of a rounded 0.
 * @example
 * decimals(-0.001); // => "0.00"
 */
export function decimals(value: number): string {
  return value.toFixed(2).replace(/^-(0\.00)$/, "$1");
}
