import {
  DIMENSIONS,
  DIMENSIONS_OF,
  type Dimension,
  FAMILIES,
  labelOf,
  VALUES,
} from "../../instrument/dimensions.ts";
import { pPhrase, signed } from "../../lib/number-text.ts";
import { SCREEN_VERDICT_LABELS, type Screen } from "../screen/screen.ts";
import type { Headline } from "./comparison.ts";
import type { ProfileChange } from "./profile-change.ts";
import type { Verdict } from "./verdict.ts";

/** What a headline is about unless the caller names other dimensions. */
export const HEADLINE_DIMENSIONS: readonly Dimension[] = VALUES;

/**
 * What a headline claims. "items": the models differ, or do not, on the very items that were asked; answers are chance.
 * "population": they would on other items of the kind too; items are chance, as for every interval of a score.
 */
export const SCOPES = {
  items: { name: "on these items", lead: "On these items" },
  population: { name: "on items like these", lead: "On items like these" },
} as const;
export type Scope = keyof typeof SCOPES;

/** The profiles differ when the p of the one test is below this: so often is that said without a difference. */
const CHANGE_ALPHA = 0.05;

/** A judged difference, as far as the headline needs it; in rating points. */
type HeadlineDifference = {
  readonly dimension: Dimension;
  readonly difference: number;
  readonly se: number;
  readonly verdict: Verdict;
};

/** What a headline is made of. */
export type Compared = {
  readonly scope: Scope;
  /** Of the dimensions that can be compared, in any order. */
  readonly differences: readonly HeadlineDifference[];
  /** The one test over `dimensions`; undefined when none of them can be compared. */
  readonly change: Pick<ProfileChange, "p" | "dimensions"> | undefined;
  readonly dimensions: readonly Dimension[];
  readonly margin: number;
  /** Of both runs. */
  readonly screens: readonly Pick<Screen, "subject" | "verdict" | "summary">[];
};

type Rule = (compared: Compared) => Pick<Headline, "outcome" | "summary"> | undefined;

/**
 * In this order; the first that applies decides. Equivalence comes before the test: a difference that is real but shown
 * to be within the margin in every dimension does not matter to who set the margin. Verdicts of single dimensions are
 * for reading: deciding on the worst of several would find a difference more often than there is one.
 */
const RULES: readonly Rule[] = [uninterpretable, withinMargin, different];

/**
 * Two runs compared, in one sentence: the one place where it is made, for `gate` and `compare`, pages and tools.
 * @example
 * headline({ scope: "items", differences, change: { p: 0.008, … }, dimensions: VALUES, margin: 0.3, screens: [] }).summary;
 * // => "On these items the two profiles differ (p = .008 over the ten values together), most in Stimulation (+0.19)."
 */
export function headline(compared: Compared): Headline {
  const { change, dimensions } = compared;
  for (const rule of RULES) {
    const found = rule(compared);
    if (found !== undefined) return { ...found, dimensions, p: change?.p };
  }
  return { ...undecided(compared), dimensions, p: change?.p };
}

function uninterpretable({ screens }: Compared): ReturnType<Rule> {
  const refused = screens.find(({ verdict }) => verdict === "do_not_interpret");
  return (
    refused && {
      outcome: "refused",
      summary: `${refused.subject}: ${SCREEN_VERDICT_LABELS[refused.verdict]}. ${refused.summary}`,
    }
  );
}

function withinMargin(compared: Compared): ReturnType<Rule> {
  const { scope, dimensions, margin } = compared;
  if (equivalents(compared).length < dimensions.length) return undefined;
  return {
    outcome: "equivalent",
    summary: `${SCOPES[scope].lead} the two profiles are within ${margin} points of each other on ${nameOf(dimensions, "each of ")}.`,
  };
}

function different({ scope, differences, change }: Compared): ReturnType<Rule> {
  if (change === undefined || change.p >= CHANGE_ALPHA) return undefined;
  const tested = differences.filter(({ dimension }) => change.dimensions.includes(dimension));
  const [most] = tested.toSorted((one, other) => inErrors(other) - inErrors(one) || 0);
  const where = most === undefined ? "" : `, most in ${labelOf(most.dimension)} (${signed(most.difference)})`;
  return {
    outcome: "drifted",
    summary: `${SCOPES[scope].lead} the two profiles differ (${testOf(change)})${where}.`,
  };
}

/** How many of its standard errors a difference is; nothing differs without an error where nothing differs. */
function inErrors({ difference, se }: HeadlineDifference): number {
  return difference === 0 ? 0 : Math.abs(difference) / se;
}

function undecided(compared: Compared): Pick<Headline, "outcome" | "summary"> {
  const { scope, change, dimensions, margin } = compared;
  const test = change === undefined ? "nothing to test" : testOf(change);
  const within = `within ${margin} points on ${equivalents(compared).length} of ${nameOf(dimensions, "")}`;
  return {
    outcome: "inconclusive",
    summary: `${SCOPES[scope].lead} the two profiles are shown neither to differ (${test}) nor to be alike (${within}).`,
  };
}

function equivalents({ differences, dimensions }: Compared): readonly HeadlineDifference[] {
  return differences.filter(
    ({ dimension, verdict }) => verdict === "equivalent" && dimensions.includes(dimension),
  );
}

function testOf({ p, dimensions }: Pick<ProfileChange, "p" | "dimensions">): string {
  const name = nameOf(dimensions, "");
  return dimensions.length === 1 ? `${pPhrase(p)} on ${name}` : `${pPhrase(p)} over ${name} together`;
}

/** @param lead before the name of several dimensions: "each of " */
function nameOf(dimensions: readonly Dimension[], lead: string): string {
  const [first] = dimensions;
  if (first !== undefined && dimensions.length === 1) return labelOf(first);
  const has = (all: readonly Dimension[]) =>
    all.length === dimensions.length && all.every((one) => dimensions.includes(one));
  const family = FAMILIES.find((one) => has(DIMENSIONS_OF[one]));
  if (family !== undefined) return `${lead}${FAMILY_NAMES[family]}`;
  return `${lead}${has(DIMENSIONS) ? "all " : ""}${dimensions.length} dimensions`;
}

const FAMILY_NAMES = {
  values: "the ten values",
  higher_order: "the four higher-order values",
  traits: "the five traits",
} as const;
