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
