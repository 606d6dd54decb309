import type { Dimension } from "../../instrument/dimensions.ts";
import { seededRandom } from "../../lib/random.ts";
import type { Run } from "../../runs/answer.ts";
import { asPlanned } from "../../runs/planned-answers.ts";
import { type ComparisonOptions, compareRuns } from "../compare/compare-runs.ts";
import type { Comparison } from "../compare/comparison.ts";
import type { GateResult } from "../compare/gate.ts";
import { gateRun } from "../compare/gate-run.ts";
import { profileChange } from "../compare/profile-change.ts";
import { reduceRun } from "../score/reduced-run.ts";
import type { Screen } from "../screen/screen.ts";
import { screenRun } from "../screen/validity-screen.ts";
import { DEFAULT_RESAMPLES } from "../uncertainty/query-draws.ts";
import type { AnalysisReference } from "./analyse-run.ts";

type Reference = Pick<AnalysisReference, "key" | "screen">;

/** Two runs compared, with the screens of both, in this order. */
export function screenedComparison(
  a: Run,
  b: Run,
  reference: Reference,
  options: ComparisonOptions,
): { readonly comparison: Comparison; readonly screens: readonly Screen[] } {
  return {
    comparison: compareRuns(a, b, reference.key, options),
    screens: screensOf([a, b], reference, options.seed),
  };
}

/** What a drift gate says of a run, and the comparison with the baseline that it is about. */
export type Gated = { readonly result: GateResult; readonly comparison: Comparison };

/**
 * Holds a run against its baseline: comparison, the one test over all dimensions, and both screens.
 * @param options acceptPartial: planned answers that are missing are no reason to refuse
 * @throws {RangeError} a margin that is not above 0, or fewer than 100 resamples
 */
export function gateAgainst(
  run: Run,
  baseline: Run,
  reference: Reference,
  options: ComparisonOptions & {
    readonly dimensions: readonly Dimension[];
    readonly acceptPartial?: true | undefined;
  },
): Gated {
  const { key } = reference;
  const { dimensions, acceptPartial, seed, resamples = DEFAULT_RESAMPLES } = options;
  const comparison = compareRuns(run, baseline, key, options);
  const change = profileChange(run, baseline, key, dimensions, {
    permutations: resamples,
    random: seededRandom(seed),
  });
  const screened = acceptPartial ? [run, baseline].map(asPlanned) : [run, baseline];
  return {
    result: gateRun(comparison, change, dimensions, screensOf(screened, reference, seed), key),
    comparison,
  };
}

function screensOf(runs: readonly Run[], { key, screen }: Reference, seed: number): readonly Screen[] {
  return runs.map((run) => screenRun(reduceRun(run, key), screen, seededRandom(seed)));
}
