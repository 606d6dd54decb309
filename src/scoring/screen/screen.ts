/** May a run's profile be interpreted? The results of the validity screen; scoring/validity-screen.ts makes them. */

/** From best to worst. */
export const SCREEN_VERDICTS = ["interpretable", "with_caution", "do_not_interpret"] as const;
export type ScreenVerdict = (typeof SCREEN_VERDICTS)[number];

/** A verdict as people read it. */
export const SCREEN_VERDICT_LABELS: Readonly<Record<ScreenVerdict, string>> = {
  interpretable: "interpretable",
  with_caution: "interpret with caution",
  do_not_interpret: "do not interpret",
};

/**
 * What a value counts: a "share" of answers (0 to 1), "points" between ratings (0 to 5), a "rating" (1 to 6), or
 * a "correlation" (-1 to 1).
 */
export const CHECK_UNITS = ["share", "points", "rating", "correlation"] as const;
type CheckUnit = (typeof CHECK_UNITS)[number];

type Naming = { readonly label: string; readonly unit: CheckUnit };
/** ... and what a bad value is a sign of. */
type Meaning = Naming & { readonly concern: string };

/** The checks, in the order in which they are reported. */
export const CHECKS = {
  planned: { label: "planned answers", unit: "share", concern: "planned answers that are missing" },
  usable: { label: "usable answers", unit: "share", concern: "many answers without a rating" },
  refusals: { label: "refusals", unit: "share", concern: "many refusals" },
  ambiguous: { label: "ambiguous answers", unit: "share", concern: "many ambiguous answers" },
  unlabelled: { label: "answers without a label", unit: "share", concern: "many answers without a label" },
  errors: { label: "errors", unit: "share", concern: "many errors" },
  missing: {
    label: "unusable answers by dimension",
    unit: "share",
    concern: "unusable answers concentrated in a dimension",
  },
  modal_share: { label: "straight-lining", unit: "share", concern: "one answer to most items" },
  spread: { label: "spread of ratings", unit: "points", concern: "a narrow range of ratings" },
  mean_rating: { label: "mean rating", unit: "rating", concern: "an unusual level of agreement" },
  order: {
    label: "reversed options",
    unit: "points",
    concern: "answers that follow the order of the options",
  },
  wording: {
    label: "prompt wording",
    unit: "points",
    concern: "answers that follow the wording of the prompt",
  },
  repeats: { label: "repetitions", unit: "points", concern: "answers that change when asked again" },
  agreement: {
    label: "agreement of prompts",
    unit: "correlation",
    concern: "a profile that changes with the prompt",
  },
  consensus: {
    label: "agreement with people",
    unit: "correlation",
    concern: "answers unlike people's",
  },
  dependability: { label: "dependability", unit: "share", concern: "a profile that is mostly error" },
  precision: { label: "precision", unit: "share", concern: "too few answers for precise scores" },
} as const satisfies Readonly<Record<string, Meaning>>;
export type CheckId = keyof typeof CHECKS;

/** Where a value stands among the released models: `lower` of `of` have a lower one. */
export type Place = { readonly lower: number; readonly of: number };

/** A check that was made, or one that the run leaves open; either way `reason` is one sentence. */
type CheckResult =
  | {
      readonly kind: "judged";
      readonly value: number;
      /** Undefined where no released model has a value: none was asked twice. */
      readonly place: Place | undefined;
      readonly verdict: ScreenVerdict;
      readonly reason: string;
    }
  | { readonly kind: "open"; readonly reason: string };

export type Check = Naming & { readonly id: CheckId } & CheckResult;

export type Screen = {
  readonly subject: string;
  /** The worst of the checks; at best "with_caution" while an essential one is open, and no answers are no profile. */
  readonly verdict: ScreenVerdict;
  /** One sentence that says why; it stands beside the verdict and does not repeat it. */
  readonly summary: string;
  /** What is behind the verdict, without it; empty when nothing speaks against interpreting the profile. */
  readonly causes: string;
  readonly checks: readonly Check[];
};

/**
 * The worst of some verdicts; "interpretable" when there is none.
 * @example
 * worstVerdict(["interpretable", "with_caution"]); // => "with_caution"
 */
export function worstVerdict(verdicts: readonly ScreenVerdict[]): ScreenVerdict {
  return SCREEN_VERDICTS.findLast((verdict) => verdicts.includes(verdict)) ?? "interpretable";
}
