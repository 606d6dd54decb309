import { type Dimension, labelOf } from "../../instrument/dimensions.ts";
import type { Key } from "../../instrument/key.ts";
import { pPhrase, signed } from "../../lib/number-text.ts";
import type { Screen } from "../screen/screen.ts";
import { SCREEN_VERDICT_LABELS } from "../screen/screen.ts";
import type { Comparison } from "./comparison.ts";
import type { GateResult, Settling } from "./gate.ts";
import type { ProfileChange } from "./profile-change.ts";

/** A change of the profile counts when its p is below this: so often does a gate without a change cry drift. */
const DRIFT_ALPHA = 0.05;

/**
 * The verdict of a drift gate. Equivalence comes first: a change that is real but shown to be within the margin in
 * every dimension does not matter to who set the margin. Else the one test over all dimensions decides between
 * drift and not knowing. Verdicts of single dimensions are for reading, not for the outcome: deciding on the worst
 * of several would cry drift more often.
 * @param screens of the run and the baseline
 */
export function gateRun(
  comparison: Comparison,
  change: ProfileChange | undefined,
  dimensions: readonly Dimension[],
  screens: readonly Screen[],
  key: Key,
): GateResult {
  const facts = { dimensions, p: change?.p, settling: settlingOf(comparison, dimensions, key), screens };
  const refused = screens.find(({ verdict }) => verdict === "do_not_interpret");
  if (refused !== undefined)
    return {
      ...facts,
      outcome: "refused",
      summary: `${refused.subject}: ${SCREEN_VERDICT_LABELS[refused.verdict]}. ${refused.summary}`,
    };
  const rows = dimensions.map((dimension) => comparison.dimensions[dimension]);
  const { margin } = comparison;
  if (rows.every((row) => row.kind === "compared" && row.equivalent))
    return {
      ...facts,
      outcome: "equivalent",
      summary: `Every dimension is within ${margin} of the baseline.`,
    };
  if (change !== undefined && change.p < DRIFT_ALPHA)
    return {
      ...facts,
      outcome: "drifted",
      summary: `The profile changed (${pPhrase(change.p)} over ${change.dimensions.length} dimensions together), most in ${largest(comparison, change.dimensions)}.`,
    };
  const open = rows.filter((row) => row.kind !== "compared" || !row.equivalent).length;
  return {
    ...facts,
    outcome: "inconclusive",
    summary: `Not shown to be within ${margin} in ${open} of ${dimensions.length} dimensions, nor to have changed (${change === undefined ? "nothing to test" : pPhrase(change.p)}).`,
  };
}

/** The dimension whose difference is largest in its own standard errors. */
function largest(comparison: Comparison, dimensions: readonly Dimension[]): string {
  const [first] = dimensions
    .flatMap((dimension) => {
      const row = comparison.dimensions[dimension];
      return row.kind === "compared" ? [{ row, t: Math.abs(row.difference) / row.se }] : [];
    })
    .toSorted((a, b) => b.t - a.t);
  if (first === undefined) return "no single dimension";
  const { dimension, difference } = first.row;
  return `${labelOf(dimension)} (${signed(difference)})`;
}

/** A half-width shrinks with the root of the number of items; the interval must fit between difference and margin. */
function settlingOf(comparison: Comparison, dimensions: readonly Dimension[], key: Key): Settling[] {
  return dimensions.flatMap((dimension): Settling[] => {
    const row = comparison.dimensions[dimension];
    if (row.kind !== "compared" || row.equivalent) return [];
    const { lower, upper } = row.equivalenceInterval;
    const room = comparison.margin - Math.abs(row.difference);
    const halfWidth = (upper - lower) / 2;
    return [
      {
        dimension,
        smallestMargin: Math.max(Math.abs(lower), Math.abs(upper)),
        items: room > 0 ? Math.ceil(row.items * (halfWidth / room) ** 2) : undefined,
        available: key.items[dimension].length,
      },
    ];
  });
}
