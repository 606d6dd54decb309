import type { Dimension } from "../../instrument/dimensions.ts";
import { percent } from "../../lib/number-text.ts";
import type { Headline, Outcome } from "../compare/comparison.ts";
import type { Scope } from "../compare/headline.ts";
import type { Screen } from "../screen/screen.ts";
import type { FixedChange } from "./fixed-items.ts";
import { WATCHES, type Watch } from "./watches.ts";

/** What would settle a dimension that is not shown to be equivalent. */
export type Settling = {
  readonly dimension: Dimension;
  /** The smallest margin within which this comparison would be equivalent, in rating points. */
  readonly smallestMargin: number;
  /**
   * Scored items, all prompts together, that would show equivalence at the margin if the difference stays as it is;
   * undefined when the difference itself is not within the margin.
   */
  readonly items: number | undefined;
  /** Scored items of the dimension that there are. */
  readonly available: number;
};

/** What is known of a run and its baseline, before the gate decides. */
export type GateFacts = {
  /** Which of the two rules decides. */
  readonly rule: Scope;
  /** What each rule says of the profile. */
  readonly rules: Readonly<Record<Scope, Headline>>;
  /** What scores cannot see. */
  readonly watches: readonly Watch[];
  /** The dimensions on these items; undefined when the runs have fewer than two in common. */
  readonly onItems: FixedChange | undefined;
  /** On items like these. */
  readonly settling: readonly Settling[];
  /** Screens of the run and the baseline, in this order. */
  readonly screens: readonly Screen[];
};

/** What a drift gate says of a run against its baseline, and why. */
export type GateResult = GateFacts & Headline;

/**
 * The verdict of a drift gate: what the deciding rule says of the profile, and what the watches say of the rest. A watch
 * that drifted is a drift whatever the scores say, because they are centred and cannot see it; and nothing is equivalent
 * unless everything is.
 */
export function decideGate(facts: GateFacts): GateResult {
  const { rule, rules, watches } = facts;
  const profile = rules[rule];
  const drifted = watches.filter(({ verdict }) => verdict === "drifted");
  const open = watches.filter(({ verdict }) => verdict === "inconclusive");
  const outcome = outcomeOf(profile.outcome, drifted.length > 0, open.length > 0);
  const told = outcome === "refused" ? [] : outcome === "drifted" ? drifted : open;
  const [ofProfile, ofWatches] = [[profile.summary], told.map(watchSentence)];
  // What decided comes first.
  const sentences = outcome === profile.outcome ? [...ofProfile, ...ofWatches] : [...ofWatches, ...ofProfile];
  return { ...profile, ...facts, outcome, summary: sentences.join(" ") };
}

function outcomeOf(profile: Outcome, drifted: boolean, open: boolean): Outcome {
  if (profile === "refused") return "refused";
  if (profile === "drifted" || drifted) return "drifted";
  return open ? "inconclusive" : profile;
}

/**
 * What a watch that is not equivalent came to.
 * @example
 * watchSentence(watch); // => "Refusals went from 0.0% to 14.9%."
 */
export function watchSentence({ id, a, b, margin, verdict, interval }: Watch): string {
  const { label, unit } = WATCHES[id];
  const text = (value: number) => (unit === "share" ? percent(value, 1) : value.toFixed(2));
  if (verdict === "drifted") return `${label} went from ${text(b)} to ${text(a)}.`;
  const most = Math.max(Math.abs(interval.lower), Math.abs(interval.upper));
  return `${label}: not shown to be within ${text(margin)} of the baseline, only within ${text(most)}.`;
}
