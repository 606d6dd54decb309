import { FAMILIES, VALUES } from "../../instrument/dimensions.ts";
import type { Key } from "../../instrument/key.ts";
import type { KeyError } from "../../instrument/key-error.ts";
import type { Survey } from "../../instrument/survey.ts";
import { identityOf } from "../../runs/run-identity.ts";
import { type Tiers, tiers } from "../compare/tiers.ts";
import { compareWithHumans, type HumanComparison } from "../people/compare-with-humans.ts";
import type { RunReliability } from "../reliability/reliability.ts";
import { runReliability } from "../reliability/run-reliability.ts";
import { differentiation } from "../score/differentiation.ts";
import type { ItemValues } from "../score/item-ratings.ts";
import type { Profile } from "../score/profile.ts";
import type { ReducedRun } from "../score/reduced-run.ts";
import type { ScreenReference } from "../screen/screen-reference.ts";
import type { Resampled } from "../uncertainty/interval.ts";
import { seededQueryDraws } from "../uncertainty/query-draws.ts";
import type { QuerySums } from "../uncertainty/query-sums.ts";
import { resampledScores, resampleMeans } from "../uncertainty/resample.ts";
import { type AxisScore, axes } from "./axes.ts";
import { type Circle, type CircleIntervals, circle, circleIntervals } from "./circle.ts";
import { type Outline, outlineRun } from "./outline-run.ts";

/** What a run is held against: the key, people's answers, and the released models under the same key. */
export type AnalysisReference = {
  readonly key: Key;
  readonly survey: Survey;
  /** People's mean rating of each item, as the weighted key takes it. */
  readonly people: ItemValues;
  readonly keyError: KeyError;
  readonly released: readonly Profile[];
  readonly screen: ScreenReference;
};

export type AnalysisSettings = {
  readonly seed: number;
  /** Bootstrap resamples and permutations, at least 100. */
  readonly resamples: number;
  readonly over: Resampled;
  /** Differences below this, in rating points, are of no interest. */
  readonly margin: number;
};

/** Everything that is said of one run. */
export type Analysis = Outline & {
  /** One for each family, in the order of FAMILIES. */
  readonly tiers: readonly Tiers[];
  readonly human: readonly HumanComparison[];
  /** Where it stands on Schwartz's two axes; without those of which a value has no interval. */
  readonly axes: readonly AxisScore[];
  /** The slope of its ratings on people's mean ratings; undefined with fewer than two items. */
  readonly differentiation: number | undefined;
  /** Of the key, the same for every run: what comes on top of the errors over queries. */
  readonly keyError: KeyError;
  /** Undefined when a value has no score. */
  readonly circle: (Circle & { readonly intervals: CircleIntervals }) | undefined;
  readonly reliability: RunReliability;
};

/** Scores a run with all that its scores need beside them. The same settings give the same analysis. */
export function analyseRun(
  reduced: ReducedRun,
  { survey, people, keyError, released, screen }: Omit<AnalysisReference, "key">,
  { seed, resamples, over, margin }: AnalysisSettings,
): Analysis {
  const { run, key, ratings, sums } = reduced;
  const { subject } = identityOf(run);
  const outline = outlineRun(reduced, screen, { seed, resamples, over });
  return {
    ...outline,
    tiers: FAMILIES.map((family) => tiers(reduced, family, { seed, resamples })),
    human: compareWithHumans({ subject, ratings }, survey, key, { released, margin }),
    axes: axes(sums),
    differentiation: differentiation(ratings, people),
    keyError,
    circle: circleOf(sums, outline.profile, { seed, resamples }),
    reliability: runReliability(reduced),
  };
}

function circleOf(
  sums: QuerySums,
  { scores }: Profile,
  { seed, resamples }: Pick<AnalysisSettings, "seed" | "resamples">,
): Analysis["circle"] {
  const values = VALUES.flatMap((value) => scores[value]?.centred ?? []);
  if (values.length < VALUES.length) return undefined;
  const means = resampleMeans(sums, seededQueryDraws(sums.queries.length, resamples, seed));
  const columns = VALUES.map((value) => resampledScores(means, value));
  const resampled = Array.from({ length: resamples }, (_, row) =>
    columns.map((column) => column[row] ?? Number.NaN),
  );
  return { ...circle(values), intervals: circleIntervals(values, resampled) };
}
