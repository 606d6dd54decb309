import type { Dimension } from "../../instrument/dimensions.ts";
import { seededRandom } from "../../lib/random.ts";
import type { Run } from "../../runs/answer.ts";
import { asPlanned } from "../../runs/planned-answers.ts";
import { type ComparisonOptions, compareRuns } from "../compare/compare-runs.ts";
import type { Comparison } from "../compare/comparison.ts";
import { HEADLINE_DIMENSIONS, headline, type Scope } from "../compare/headline.ts";
import { profileChange } from "../compare/profile-change.ts";
import { changeOnItems, type FixedChange } from "../drift/fixed-items.ts";
import { decideGate, type GateResult } from "../drift/gate.ts";
import { settlingOf } from "../drift/settling.ts";
import { type WatchMargins, watchRuns } from "../drift/watches.ts";
import { reduceRun } from "../score/reduced-run.ts";
import type { Screen } from "../screen/screen.ts";
import { screenRun } from "../screen/validity-screen.ts";
import { DEFAULT_RESAMPLES } from "../uncertainty/query-draws.ts";
import type { AnalysisReference } from "./analyse-run.ts";

type Reference = Pick<AnalysisReference, "key" | "people" | "keyError" | "screen">;

type Options = ComparisonOptions & {
  /** What the headline is about; the ten values unless told otherwise. */
  readonly dimensions?: readonly Dimension[] | undefined;
  /** Planned answers that are missing are no reason to refuse. */
  readonly acceptPartial?: true | undefined;
};

/** Two runs compared, with what belongs to it: the screens of both, in this order, and the change on these items. */
export type ScreenedComparison = {
  readonly comparison: Comparison;
  readonly screens: readonly Screen[];
  readonly onItems: FixedChange | undefined;
};

/**
 * Two runs compared: every difference, the screens of both, and the two headlines that are made of them.
 * @throws {RangeError} a margin that is not above 0, or fewer than 100 resamples
 */
export function screenedComparison(
  a: Run,
  b: Run,
  reference: Reference,
  options: Options,
): ScreenedComparison {
  const { dimensions = HEADLINE_DIMENSIONS, acceptPartial, seed, resamples = DEFAULT_RESAMPLES } = options;
  const { key, people, keyError } = reference;
  const compared = compareRuns(a, b, key, { ...options, people, keyError });
  const change = profileChange(a, b, key, dimensions, {
    permutations: resamples,
    random: seededRandom(seed),
  });
  const screens = screensOf(acceptPartial ? [a, b].map(asPlanned) : [a, b], reference, seed);
  const differences = Object.values(compared.dimensions).filter((row) => row.kind === "compared");
  const { margin } = compared;
  const onItems = changeOnItems(a, b, key, dimensions, margin);
  const common = { dimensions, margin, screens };
  return {
    comparison: {
      ...compared,
      headline: headline({ scope: "population", differences, change, ...common }),
      onItems: headline({ scope: "items", ...testedOnItems(onItems), ...common }),
    },
    screens,
    onItems,
  };
}

/** A change on these items as a headline takes it. */
function testedOnItems(onItems: FixedChange | undefined) {
  const rows = onItems?.dimensions ?? [];
  return {
    differences: rows.map(({ equivalent, ...row }) => ({
      ...row,
      verdict: equivalent ? ("equivalent" as const) : ("inconclusive" as const),
    })),
    change: onItems && { p: onItems.p, dimensions: rows.map(({ dimension }) => dimension) },
  };
}

/** What a drift gate says of a run, and the comparison with the baseline that it is about. */
export type Gated = { readonly result: GateResult; readonly comparison: Comparison };

/** Holds a run against its baseline: what both rules say of the profile, what the watches do, and what would settle it. */
export function gateAgainst(
  run: Run,
  baseline: Run,
  reference: Reference,
  options: Options & { readonly rule: Scope; readonly watchMargins: WatchMargins },
): Gated {
  const { comparison, screens, onItems } = screenedComparison(run, baseline, reference, options);
  const { headline, onItems: headlineOnItems } = comparison;
  const result = decideGate({
    rule: options.rule,
    rules: { items: headlineOnItems, population: headline },
    watches: watchRuns(run, baseline, reference.people, options.watchMargins),
    onItems,
    settling: settlingOf(comparison, headline.dimensions, reference.key),
    screens,
  });
  return { result, comparison };
}

function screensOf(runs: readonly Run[], { key, screen }: Reference, seed: number): readonly Screen[] {
  return runs.map((run) => screenRun(reduceRun(run, key), screen, seededRandom(seed)));
}
