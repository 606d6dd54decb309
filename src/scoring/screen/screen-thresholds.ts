/**
 * Where the validity screen warns and where it stops. A profile is to be interpreted with caution beyond
 * `caution` and not at all beyond `stop`; where `stop` is the smaller number, small values are the bad ones.
 * Each limit rests on a convention or on how the instrument's human raters answered, not on particular models;
 * docs/methods/validity-screen.md shows how many released models fall under each.
 */
import type { CheckId, ScreenVerdict } from "./screen.ts";

export type Thresholds = { readonly caution: number; readonly stop: number };

/**
 * At least. Up to 5% missing answers are held to be of no consequence (Schafer 1999); Schwartz's instructions
 * for the PVQ-21, whose response scale this is, drop people who answered fewer than 16 of its 21 items.
 */
export const USABLE: Thresholds = { caution: 0.95, stop: 16 / 21 };

/**
 * At least, of the planned answers, as there to be used or not: as USABLE, because an answer that is not there is
 * missing like one that holds no rating, and what an interruption or a filter leaves is no random part. Below `stop`
 * the gate refuses.
 */
export const PLANNED: Thresholds = { caution: 0.95, stop: 16 / 21 };

/** At most, of one kind of unusable answer, or of the answers to one dimension's items: as USABLE. */
export const UNUSABLE: Thresholds = { caution: 1 - USABLE.caution, stop: 1 - USABLE.stop };

/**
 * At most. Schwartz's instructions drop people who gave one answer to more than 16 of the 21 items; 1% of this
 * instrument's raters did so. A run has more to go by than 21 answers, so this is a warning here. Beyond .9 a
 * value with the median number of keyed items, 19, has fewer than two answers per prompt that differ from the
 * default, so that its score hangs on single items (2 in 1,000 raters).
 */
export const MODAL_SHARE: Thresholds = { caution: 16 / 21, stop: 0.9 };

/**
 * At least, as the probability that a human rater's ratings of as few items are as much alike (chance-alike.ts). With
 * fewer than MIN_ITEMS a share of equal ratings is no measure of style, but it can be more than chance gives; the limits
 * are as rare as those of MODAL_SHARE among raters, 1% and 2 in 1,000. Six items alike are nothing yet, seven a caution, eleven a
 * stop.
 */
export const ALIKE: Thresholds = { caution: 0.01, stop: 0.002 };

/** At least, as the share of human raters whose ratings spread less: one in twenty, one in a hundred. */
export const SPREAD: Thresholds = { caution: 0.05, stop: 0.01 };

/**
 * At most, in standard deviations of the raters' levels: the two-sided 5% point, and the .1% point that is the
 * convention for outliers (Tabachnick & Fidell 2013). Centring takes a level out, but not what the ends of the
 * scale cut off.
 */
export const LEVEL: Thresholds = { caution: 1.96, stop: 3.29 };

/** The mean difference between two ratings drawn at random from the six points: 35/18, about 1.94. */
export const CHANCE_DIFFERENCE = 35 / 18;

/**
 * At most, in rating points, between two answers to one item that differ only in the prompt. At 1 the answer
 * moves by a whole label on average. Beyond three quarters of what picking at random gives, chance-corrected
 * agreement (1 - difference / chance, Brennan & Prediger 1981 with linear weights) is below .25.
 */
export const DIFFERENCE: Thresholds = { caution: 1, stop: 0.75 * CHANCE_DIFFERENCE };

/**
 * At least, of the mean profile over prompts: .90 where single cases are judged, as a model is here, and .70 as
 * the least for any use (Nunnally & Bernstein 1994).
 */
export const RELIABILITY: Thresholds = { caution: 0.9, stop: 0.7 };

/**
 * At least, as the correlation of one prompt's ratings with people's mean ratings. Of responders who pick at random
 * over 520 items, 1% reach .10; models that the other checks let pass reach .21 to .44
 * (docs/methods/validity-screen.md).
 */
export const CONSENSUS: Thresholds = { caution: 0.2, stop: 0.1 };

/** Fewer items than the released key has leave chance too much room: with 100, one in six at random passes .10. */
export const CONSENSUS_ITEMS = 317;

/**
 * At least, of the variance between the ten value scores as what is not error. Below one tenth there is no profile to
 * interpret, whatever the answers look like. It is a stop without a caution, because what lies between is told by the
 * standard errors.
 */
export const DEPENDABILITY: Thresholds = { caution: 0.1, stop: 0.1 };

/** A score is known when its 95% interval reaches no farther, in rating points: to the next label of the scale. */
export const PRECISE = 1;

/**
 * At least, of the ten values as known to within PRECISE. Every complete released model has eight or more; with fewer
 * than five (MIN_VALUES) there is no profile.
 */
export const PRECISION: Thresholds = { caution: 0.8, stop: 0.5 };

/** Unusable answers are taken to be concentrated in a dimension below this p, adjusted over dimensions. */
export const MISSING_P = 0.05;

/** Fewer rated items than this say nothing about how a respondent uses the scale; the PVQ-21 has 21 items. */
export const MIN_ITEMS = 21;

/** A correlation over fewer than half of the ten values is left open. */
export const MIN_VALUES = 5;

/**
 * The verdict on a value.
 * @example
 * judge(0.8, { caution: 0.95, stop: 0.75 }); // => "with_caution"
 */
export function judge(value: number, { caution, stop }: Thresholds): ScreenVerdict {
  const beyond = (limit: number) => (stop > caution ? value > limit : value < limit);
  if (beyond(stop)) return "do_not_interpret";
  return beyond(caution) ? "with_caution" : "interpretable";
}

/** The limits of a check as they are told to people. */
export type CheckLimits = {
  readonly thresholds: Thresholds;
  /** What the thresholds are held against. */
  readonly judged: string;
  /** How a threshold is written: a share in per cent, or a number of something. */
  readonly unit: "share" | "points" | "raters" | "SDs" | "reliability" | "correlation";
  /** Where the thresholds come from. */
  readonly source: string;
};

const OF_MISSING =
  "5% missing is held to be of no consequence (Schafer 1999); the PVQ-21, whose response scale this is, is not scored for people with fewer than 16 of 21 answers.";
const AS_USABLE = "As for usable answers.";
const AS_ORDER = "As for reversed options.";

const OF_A_KIND: CheckLimits = {
  thresholds: UNUSABLE,
  judged: "Share of the answers that are of this kind",
  unit: "share",
  source: AS_USABLE,
};

/** The limits of every check, with what they are held against and where they come from. */
export const CHECK_LIMITS: Readonly<Record<CheckId, CheckLimits>> = {
  planned: {
    thresholds: PLANNED,
    judged: "Share of the planned answers that are there, usable or not",
    unit: "share",
    source: AS_USABLE,
  },
  usable: {
    thresholds: USABLE,
    judged: "Share of the answers that hold a rating",
    unit: "share",
    source: OF_MISSING,
  },
  refusals: OF_A_KIND,
  ambiguous: OF_A_KIND,
  unlabelled: OF_A_KIND,
  errors: OF_A_KIND,
  missing: {
    thresholds: UNUSABLE,
    judged: `Largest share in a dimension, if it is more than chance would give (adjusted p below ${MISSING_P})`,
    unit: "share",
    source: AS_USABLE,
  },
  modal_share: {
    thresholds: MODAL_SHARE,
    judged: "Share of the most frequent rating within a prompt",
    unit: "share",
    source:
      "The PVQ-21 drops people with one answer to more than 16 of 21 items; beyond 90% a value has fewer than two answers per prompt that differ from the default.",
  },
  spread: {
    thresholds: SPREAD,
    judged: "Share of human raters whose ratings spread less",
    unit: "raters",
    source: "How the human raters of these items used the scale: one in twenty, one in a hundred.",
  },
  mean_rating: {
    thresholds: LEVEL,
    judged: "Distance from the human raters’ mean of the same items, in standard deviations of raters",
    unit: "SDs",
    source:
      "The two-sided 5% point, and the .1% point that is the convention for outliers (Tabachnick & Fidell 2013).",
  },
  order: {
    thresholds: DIFFERENCE,
    judged: "Mean change of a rating when the options are reversed",
    unit: "points",
    source:
      "A whole label; and three quarters of what picking at random would give (Brennan & Prediger 1981, agreement below .25).",
  },
  wording: {
    thresholds: DIFFERENCE,
    judged: "Mean difference of a rating between wordings, options not reversed",
    unit: "points",
    source: AS_ORDER,
  },
  repeats: {
    thresholds: DIFFERENCE,
    judged: "Mean difference between two answers to one prompt",
    unit: "points",
    source: AS_ORDER,
  },
  agreement: {
    thresholds: RELIABILITY,
    judged: "Reliability of the mean profile over the prompts",
    unit: "reliability",
    source: "For judging single cases, and the least for any use (Nunnally & Bernstein 1994).",
  },
  consensus: {
    thresholds: CONSENSUS,
    judged: "Correlation of one prompt’s ratings with people’s mean ratings, mean over prompts",
    unit: "correlation",
    source: "Of responders who pick at random over 520 items 1% reach .10; coherent models reach .21 to .44.",
  },
  dependability: {
    thresholds: DEPENDABILITY,
    judged: "Share of the variance between the ten value scores that is not error",
    unit: "share",
    source: "With less than a tenth of signal there is no profile to interpret.",
  },
  precision: {
    thresholds: PRECISION,
    judged: "Share of the ten values whose 95% interval reaches no farther than a point",
    unit: "share",
    source: "A point is the next label of the scale; every complete released model has 80% or more.",
  },
};
