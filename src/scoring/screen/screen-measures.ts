import { mean } from "simple-statistics";
import type { ItemId } from "../../instrument/item.ts";
import { UNUSABLE_KINDS, type UnusableKind } from "../../runs/answer.ts";
import { valueDependability } from "../reliability/run-reliability.ts";
import { countAnswers } from "../score/count-answers.ts";
import type { AnswerCounts } from "../score/profile.ts";
import type { ReducedRun } from "../score/reduced-run.ts";
import { consensus } from "./consensus.ts";
import { largestMissing } from "./missing-at-random.ts";
import { type ModalShare, modalShare } from "./modal-share.ts";
import { preciseValues } from "./precise-values.ts";
import { type PromptAgreement, promptAgreement } from "./prompt-agreement.ts";
import { repeatDifference } from "./repeat-difference.ts";
import type { CheckId } from "./screen.ts";
import { CONSENSUS_ITEMS, PRECISE } from "./screen-thresholds.ts";
import { sensitivity } from "./sensitivity.ts";
import type { Sensitivity } from "./sensitivity-figures.ts";

/** What the screen measures of a run, before it judges. */
export type ScreenMeasures = {
  readonly counts: AnswerCounts;
  /** Items with a rating. */
  readonly ratedItems: number;
  readonly modal: ModalShare | undefined;
  /** Mean rating over items, 1 to 6, and its difference from the raters' mean of the same items. */
  readonly level: { readonly mean: number; readonly difference: number } | undefined;
  readonly sensitivity: Sensitivity;
  readonly agreement: PromptAgreement | undefined;
  readonly missing: ReturnType<typeof largestMissing>;
  readonly repeats: number | undefined;
  /** Correlation of one prompt's ratings with people's mean ratings, -1 to 1. */
  readonly consensus: number | undefined;
  /** Share of the variance between the ten values that is not error, at most 1. */
  readonly dependability: number | undefined;
  /** Share of the ten values that are known precisely. */
  readonly precision: number;
};

/** The check that counts each kind of unusable answer. */
export const CHECK_OF_KIND = {
  refusal: "refusals",
  ambiguous: "ambiguous",
  none: "unlabelled",
  error: "errors",
} as const satisfies Readonly<Record<UnusableKind, CheckId>>;

/** Measures a run. `raterMeans` has the human raters' mean rating of each item. */
export function screenMeasures(reduced: ReducedRun, raterMeans: ReadonlyMap<ItemId, number>): ScreenMeasures {
  const { run, key, ratings, sums } = reduced;
  const { responses } = run;
  return {
    counts: countAnswers(run),
    ratedItems: ratings.size,
    modal: modalShare(responses),
    level: level(ratings, raterMeans),
    sensitivity: sensitivity(responses),
    agreement: promptAgreement(run, key),
    missing: largestMissing(responses, key),
    repeats: repeatDifference(responses),
    consensus: consensus(run, raterMeans, CONSENSUS_ITEMS),
    dependability: valueDependability(reduced).samePrompts,
    precision: preciseValues(sums, PRECISE),
  };
}

/** The value that each check reports; undefined where the run does not give one. */
export function checkValues(measures: ScreenMeasures): Readonly<Record<CheckId, number | undefined>> {
  const { counts, sensitivity } = measures;
  const share = (count: number) => (counts.total === 0 ? undefined : count / counts.total);
  const kinds = UNUSABLE_KINDS.map((kind) => [CHECK_OF_KIND[kind], share(counts[kind])]);
  return {
    planned: counts.total === 0 ? undefined : counts.total / counts.planned,
    usable: share(counts.rating),
    // One entry for each kind.
    ...(Object.fromEntries(kinds) as Record<(typeof CHECK_OF_KIND)[UnusableKind], number | undefined>),
    missing: measures.missing?.share,
    modal_share: measures.modal?.share,
    spread: sensitivity.averageSd ?? undefined,
    mean_rating: measures.level?.mean,
    order: sensitivity.orderDifference.average ?? undefined,
    wording: sensitivity.wordingDifference ?? undefined,
    repeats: measures.repeats,
    agreement: measures.agreement?.correlation,
    consensus: measures.consensus,
    dependability: measures.dependability,
    precision: measures.precision,
  };
}

function level(
  ratings: ReadonlyMap<ItemId, number>,
  raterMeans: ReadonlyMap<ItemId, number>,
): ScreenMeasures["level"] {
  const compared = [...ratings].flatMap(([item, rating]) => {
    const raters = raterMeans.get(item);
    return raters === undefined ? [] : [{ rating, difference: rating - raters }];
  });
  if (compared.length === 0) return undefined;
  return {
    mean: mean(compared.map(({ rating }) => rating)),
    difference: mean(compared.map(({ difference }) => difference)),
  };
}
