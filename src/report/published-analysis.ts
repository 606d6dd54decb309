import type { Demographics } from "../scoring/experiments/demographics.ts";
import type { Steering } from "../scoring/experiments/steering.ts";

/** The published experiments, analysed: what was asked for of them. */
export type PublishedAnalysis = {
  /** Where the tables are from. */
  readonly source: string;
  readonly model: string;
  readonly seed: number;
  readonly permutations: number;
  readonly demographics?: Demographics & { readonly traits: readonly TraitShift[] };
  readonly steering?: Steering;
};

/** What a persona does to the raw mean ratings of the five traits, in the order of TRAITS. */
export type TraitShift = {
  readonly axis: string;
  readonly group: string;
  readonly shift: readonly number[];
};
