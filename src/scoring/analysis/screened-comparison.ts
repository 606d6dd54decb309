import type { Dimension } from "../../instrument/dimensions.ts";
import { seededRandom } from "../../lib/random.ts";
import type { Run } from "../../runs/answer.ts";
import { asPlanned } from "../../runs/planned-answers.ts";
import { type ComparisonOptions, compareRuns } from "../compare/compare-runs.ts";
import type { Comparison } from "../compare/comparison.ts";
import type { GateResult } from "../compare/gate.ts";
import { HEADLINE_DIMENSIONS, headline } from "../compare/headline.ts";
import { profileChange } from "../compare/profile-change.ts";
import { settlingOf } from "../compare/settling.ts";
import { reduceRun } from "../score/reduced-run.ts";
import type { Screen } from "../screen/screen.ts";
import { screenRun } from "../screen/validity-screen.ts";
import { DEFAULT_RESAMPLES } from "../uncertainty/query-draws.ts";
import type { AnalysisReference } from "./analyse-run.ts";

type Reference = Pick<AnalysisReference, "key" | "people" | "screen">;

type Options = ComparisonOptions & {
  /** What the headline is about; the ten values unless told otherwise. */
  readonly dimensions?: readonly Dimension[] | undefined;
  /** Planned answers that are missing are no reason to refuse. */
  readonly acceptPartial?: true | undefined;
};

/**
 * Two runs compared: every difference, the screens of both, in this order, and the headline that is made of them.
 * @throws {RangeError} a margin that is not above 0, or fewer than 100 resamples
 */
export function screenedComparison(
  a: Run,
  b: Run,
  reference: Reference,
  options: Options,
): { readonly comparison: Comparison; readonly screens: readonly Screen[] } {
  const { dimensions = HEADLINE_DIMENSIONS, acceptPartial, seed, resamples = DEFAULT_RESAMPLES } = options;
  const { key, people } = reference;
  const compared = compareRuns(a, b, key, { ...options, people });
  const change = profileChange(a, b, key, dimensions, {
    permutations: resamples,
    random: seededRandom(seed),
  });
  const screens = screensOf(acceptPartial ? [a, b].map(asPlanned) : [a, b], reference, seed);
  const differences = Object.values(compared.dimensions).filter((row) => row.kind === "compared");
  const { margin } = compared;
  return {
    comparison: {
      ...compared,
      headline: headline({ differences, change, dimensions, margin, screens }),
    },
    screens,
  };
}

/** What a drift gate says of a run, and the comparison with the baseline that it is about. */
export type Gated = { readonly result: GateResult; readonly comparison: Comparison };

/** Holds a run against its baseline: the headline of their comparison, and what would settle what is open. */
export function gateAgainst(run: Run, baseline: Run, reference: Reference, options: Options): Gated {
  const { comparison, screens } = screenedComparison(run, baseline, reference, options);
  const { headline } = comparison;
  const settling = settlingOf(comparison, headline.dimensions, reference.key);
  return { result: { ...headline, settling, screens }, comparison };
}

function screensOf(runs: readonly Run[], { key, screen }: Reference, seed: number): readonly Screen[] {
  return runs.map((run) => screenRun(reduceRun(run, key), screen, seededRandom(seed)));
}
