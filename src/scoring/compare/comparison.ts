import type { Dimension } from "../../instrument/dimensions.ts";
import type { RunIdentity } from "../../runs/run-identity.ts";
import type { AnswerCounts } from "../score/profile.ts";
import type { NoInterval, Uncertainty } from "../uncertainty/interval.ts";
import type { ComparedPair } from "./paired-differences.ts";
import type { Judgement } from "./verdict.ts";

/** One dimension of two runs: the judged difference, flat, with its bootstrap beside it; in rating points. */
export type ComparedDimension =
  | (Omit<ComparedPair, "test"> &
      Omit<Judgement, "interval"> &
      Uncertainty & {
        /** The smallest true difference that a test at .05, not adjusted, finds four times in five. */
        readonly minimalDetectable: number;
        /** The part of the difference that is one of differentiation, see `explainedByDifferentiation`. */
        readonly explained: number | undefined;
        /** How far the difference would move if other raters had made the key, see `KeyError`; it is not in the interval. */
        readonly keyError: number | undefined;
      })
  | NoInterval;

/** Items, and prompts: items under a variant, of those that the key scores. */
export type PairedCounts = { readonly items: number; readonly prompts: number };

/**
 * What two runs come to, taken over several dimensions. "equivalent": every dimension is shown to be within the margin.
 * "drifted": the profiles differ, and are not shown to be within the margin. "inconclusive": neither. "refused": a
 * run's answers must not be interpreted, so there is nothing to compare.
 */
export type Outcome = "equivalent" | "drifted" | "inconclusive" | "refused";

/** The outcome of a comparison in one sentence, the same wherever the two runs are compared. */
export type Headline = {
  readonly outcome: Outcome;
  /** One sentence. */
  readonly summary: string;
  /** The dimensions that it is about. */
  readonly dimensions: readonly Dimension[];
  /** Of the one test over all of them together; undefined when nothing is comparable. */
  readonly p: number | undefined;
};

/** Two runs compared on the items and variants that both have a rating for, and what it comes to. */
export type Comparison = PairedComparison & {
  /** On items like these. */
  readonly headline: Headline;
  /** On these items. */
  readonly onItems: Headline;
};

/** The differences of two runs, dimension by dimension. */
export type PairedComparison = {
  /** The names of both, by which they are told apart. */
  readonly a: string;
  readonly b: string;
  /** What makes each of them one run. */
  readonly runs: { readonly a: RunIdentity; readonly b: RunIdentity };
  readonly key: string;
  readonly resamples: number;
  readonly seed: number;
  /** Differences below this, in rating points, are of no interest to the caller. */
  readonly margin: number;
  /** All answers of both, before pairing. */
  readonly answers: { readonly a: AnswerCounts; readonly b: AnswerCounts };
  readonly paired: PairedCounts;
  /** What one run has a rating for and the other has not. */
  readonly dropped: { readonly a: PairedCounts; readonly b: PairedCounts };
  /** Of the two runs over all items that both rated, see `differentiation`; undefined where people's means are not given. */
  readonly differentiation: { readonly a: number; readonly b: number } | undefined;
  readonly dimensions: Readonly<Record<Dimension, ComparedDimension>>;
};

/** Raised when a field of `compare --format json` or `gate --format json` changes its meaning or goes. */
export const COMPARISON_VERSION = 3;
