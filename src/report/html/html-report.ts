import type { Item, ItemId, ItemText } from "../../instrument/item.ts";
import type { KeyId } from "../../instrument/key.ts";
import type { Analysis, AnalysisSettings } from "../../scoring/analysis/analyse-run.ts";
import type { RunDetails } from "../../scoring/analysis/run-details.ts";
import type { Comparison } from "../../scoring/compare/comparison.ts";
import type { Profile } from "../../scoring/score/profile.ts";

/** One model of a report. */
export type ReportedModel = {
  readonly analysis: Analysis;
  readonly details: RunDetails;
  /** This model minus the report's baseline; undefined for the baseline itself, and where there is none. */
  readonly comparison: Comparison | undefined;
};

/** All that an HTML report is made of. */
export type HtmlReport = {
  /** In the order given, at least one. */
  readonly models: readonly ReportedModel[];
  /** What must be known of the reading of the runs, and of the baseline's, a line for each thing. */
  readonly notes: readonly string[];
  readonly key: KeyId;
  readonly settings: AnalysisSettings;
  /** Whether all sections are open from the start, and so printed too. */
  readonly full: boolean;
  /** The models that the reader can draw beside these, under the same key. */
  readonly released: readonly Profile[];
  /** Names of at most two of them that are drawn at first. */
  readonly overlay: readonly string[];
  readonly items: ReadonlyMap<ItemId, Item>;
  /** Undefined when the item texts are not on this computer. */
  readonly textOf: ((item: ItemId) => ItemText) | undefined;
  /** Versions and sources, for the last section. */
  readonly origin: {
    readonly version: string;
    readonly releaseCommit: string;
    readonly releaseUrl: string;
    /** Commits of the texts and dates that the run files name; empty for released models. */
    readonly runs: readonly string[];
  };
};
