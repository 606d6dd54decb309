import { mean } from "simple-statistics";
import type { ItemId } from "../../instrument/item.ts";
import type { Key } from "../../instrument/key.ts";
import type { Random } from "../../lib/random.ts";
import { type Response, UNUSABLE_KINDS, type UnusableKind } from "../../runs/answer.ts";
import { valueDependability } from "../reliability/run-reliability.ts";
import { countAnswers } from "../score/count-answers.ts";
import type { AnswerCounts } from "../score/profile.ts";
import type { ReducedRun } from "../score/reduced-run.ts";
import { consensus } from "./consensus.ts";
import { type DimensionMissing, largestMissing, missingAtRandom } from "./missing-at-random.ts";
import { type ModalShare, modalShare } from "./modal-share.ts";
import { preciseValues } from "./precise-values.ts";
import { type PromptAgreement, promptAgreement } from "./prompt-agreement.ts";
import { repeatDifference } from "./repeat-difference.ts";
import type { CheckId } from "./screen.ts";
import { CONSENSUS_ITEMS, judge, MISSING_P, PRECISE, UNUSABLE } from "./screen-thresholds.ts";
import { sensitivity } from "./sensitivity.ts";
import type { Sensitivity } from "./sensitivity-figures.ts";

/** What the screen measures of a run, before it judges. What the run does not give is undefined. */
export type ScreenMeasures = AnswerMeasures & KeyMeasures;

/** What the answers show, whatever the key. */
export type AnswerMeasures = {
  readonly counts: AnswerCounts;
  /** Items with a rating. */
  readonly ratedItems: number;
  readonly modal?: ModalShare | undefined;
  /** Mean rating over items, 1 to 6, and its difference from the raters' mean of the same items. */
  readonly level?: { readonly mean: number; readonly difference: number } | undefined;
  readonly sensitivity: Sensitivity;
  readonly repeats?: number | undefined;
  /** Correlation of one prompt's ratings with people's mean ratings, -1 to 1. */
  readonly consensus?: number | undefined;
};

/** What they show of the scores under a key. */
export type KeyMeasures = {
  readonly agreement?: PromptAgreement | undefined;
  readonly missing?: Missing | undefined;
  /** Share of the variance between the ten values that is not error, at most 1. */
  readonly dependability?: number | undefined;
  /** Share of the ten values that are known precisely. */
  readonly precision: number;
};

/** Where the share of unusable answers is largest; and where it is larger than chance gives, if it is large at all. */
type Missing = Pick<DimensionMissing, "dimension" | "share"> & {
  readonly concentrated?:
    | Pick<DimensionMissing, "dimension" | "share" | "elsewhere" | "adjusted">
    | undefined;
};

/** The check that counts each kind of unusable answer. */
export const CHECK_OF_KIND = {
  refusal: "refusals",
  ambiguous: "ambiguous",
  none: "unlabelled",
  error: "errors",
} as const satisfies Readonly<Record<UnusableKind, CheckId>>;

/**
 * Measures a run.
 * @param raterMeans the human raters' mean rating of each item
 * @param random deals queries out anew, to test whether unusable answers are concentrated in a dimension
 */
export function screenMeasures(
  reduced: ReducedRun,
  raterMeans: ReadonlyMap<ItemId, number>,
  random: Random,
): ScreenMeasures {
  return { ...answerMeasures(reduced, raterMeans), ...keyMeasures(reduced, random) };
}

/** The measures that are the same under every key. */
export function answerMeasures(
  { run, ratings }: Pick<ReducedRun, "run" | "ratings">,
  raterMeans: ReadonlyMap<ItemId, number>,
): AnswerMeasures {
  const { responses } = run;
  return {
    counts: countAnswers(run),
    ratedItems: ratings.size,
    modal: modalShare(responses),
    level: level(ratings, raterMeans),
    sensitivity: sensitivity(responses),
    repeats: repeatDifference(responses),
    consensus: consensus(run, raterMeans, CONSENSUS_ITEMS),
  };
}

/** The measures that are of a key's scores. */
export function keyMeasures(reduced: ReducedRun, random: Random): KeyMeasures {
  const { run, key, sums } = reduced;
  return {
    agreement: promptAgreement(run, key),
    missing: missingOf(run.responses, key, random),
    dependability: valueDependability(reduced).samePrompts,
    precision: preciseValues(sums, PRECISE),
  };
}

/** A share that is nothing to warn of needs no test. */
function missingOf(responses: readonly Response[], key: Key, random: Random): Missing | undefined {
  const largest = largestMissing(responses, key);
  if (largest === undefined || judge(largest.share, UNUSABLE) === "interpretable") return largest;
  const concentrated = missingAtRandom(responses, key, { random })
    .filter(({ adjusted }) => adjusted < MISSING_P)
    .toSorted((one, other) => other.share - one.share)[0];
  return { ...largest, concentrated };
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
