import type { Dimension } from "../../instrument/dimensions.ts";
import type { RunIdentity } from "../../runs/run-identity.ts";
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
      })
  | NoInterval;

/** Items, and prompts: items under a variant, of those that the key scores. */
export type PairedCounts = { readonly items: number; readonly prompts: number };

/** Two runs compared on the items and variants that both have a rating for. */
export type Comparison = {
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
  readonly paired: PairedCounts;
  /** What one run has a rating for and the other has not. */
  readonly dropped: { readonly a: PairedCounts; readonly b: PairedCounts };
  readonly dimensions: Readonly<Record<Dimension, ComparedDimension>>;
};

/** Raised when a field of `compare --format json` or `gate --format json` changes its meaning or goes. */
export const COMPARISON_VERSION = 3;
