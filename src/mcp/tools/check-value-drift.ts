import { z } from "zod";
import type { KeyId } from "../../instrument/key.ts";
import type { Comparison } from "../../scoring/compare/comparison.ts";
import { SCOPES, type Scope } from "../../scoring/compare/headline.ts";
import { ALARM } from "../../scoring/drift/e-process.ts";
import { fixedInterval } from "../../scoring/drift/fixed-items.ts";
import type { GateResult } from "../../scoring/drift/gate.ts";
import { CENTRING_NOTE, WATCHES, type Watch } from "../../scoring/drift/watches.ts";
import { caveatsOf, NAMES_NOTE } from "../caveats.ts";
import type { McpContext } from "../context.ts";
import { driftFromBaseline, driftOverTime } from "../drift.ts";
import { findProfile } from "../find-profile.ts";
import { type ResultTable, rounded, roundedP, tableSchema, testedP } from "../page.ts";
import { keyParameter, oneOf, profileName } from "../parameters.ts";
import { shownName } from "../profile-names.ts";
import { DIFFERENCE_COLUMNS, verdictOf } from "../profile-view.ts";
import type { ProfileEntry } from "../profiles.ts";
import { defineTool } from "../tool.ts";

const RULES = ["items", "population"] as const satisfies readonly Scope[];

/** A page shows so many runs of a series; the newest matter. */
const MAX_STEPS = 40;

export const checkValueDrift = defineTool({
  name: "check_value_drift",
  title: "Check value drift",
  description:
    "Did a model change? A run against a baseline, with verdicts as `value-portrait gate`: the profile, and what scores " +
    "cannot see (usable answers, refusals, level, differentiation). Without baseline: all runs of the same model by date.",
  inputSchema: z
    .strictObject({
      run: profileName().describe('Profile, or "last run"'),
      baseline: profileName().optional().describe("Profile from before"),
      rule: oneOf(RULES).default("items").describe("On these items, or items like these"),
      key: keyParameter.default("released"),
    })
    .meta({ example: { run: "last run" } }),
  outputSchema: z.object({
    run: z.string(),
    baseline: z.string().optional(),
    /** equivalent, drifted, inconclusive, refused; of a series quiet in place of equivalent. */
    outcome: z.string(),
    headline: z.string(),
    /** What the rule says that does not decide. */
    other_rule: z.string().optional(),
    validity: z.record(z.string(), z.string()),
    profile: tableSchema,
    watched: tableSchema,
    left_out: z.array(z.string()).optional(),
    notes: z.array(z.string()),
    caveats: z.array(z.string()),
  }),
  run({ run, baseline, rule, key }, context) {
    const all = context.profiles();
    const entry = findProfile(run, all);
    const common = { run: entry.id, caveats: caveatsOf(key) };
    return baseline === undefined
      ? { ...common, ...overTime(entry, key, context) }
      : { ...common, ...fromBaseline(entry, findProfile(baseline, all), rule, key, context) };
  },
});

function fromBaseline(
  entry: ProfileEntry,
  base: ProfileEntry,
  rule: Scope,
  key: KeyId,
  { statistics }: McpContext,
) {
  const { result, comparison } = driftFromBaseline(entry, base, key, rule);
  const other = rule === "items" ? "population" : "items";
  return {
    baseline: base.id,
    outcome: result.outcome,
    headline: result.summary,
    other_rule: `rule ${other}: ${result.rules[other].outcome}. ${result.rules[other].summary}`,
    validity: { [entry.id]: verdictOf(entry, statistics), [base.id]: verdictOf(base, statistics) },
    profile: rule === "items" ? onTheseItems(result) : onItemsLikeThese(result, comparison),
    watched: watchedTable(result.watches, ["run", "baseline"]),
    notes: [
      `Decided ${SCOPES[rule].name}; differences are run minus baseline. drifted: it changed, and is not shown to be within the margin. inconclusive: neither that nor equivalent can be said, so do not say that it is unchanged.`,
      CENTRING_NOTE,
    ],
  };
}

function onTheseItems({ onItems }: GateResult): ResultTable {
  return {
    columns: ["dimension", "difference", "lower_90", "upper_90", "within_margin"],
    rows: (onItems?.dimensions ?? []).map((row) => {
      const { lower, upper } = fixedInterval(row);
      return [
        row.dimension,
        rounded(row.difference, 2),
        rounded(lower, 2),
        rounded(upper, 2),
        row.equivalent,
      ];
    }),
  };
}

function onItemsLikeThese({ dimensions }: GateResult, comparison: Comparison): ResultTable {
  return {
    columns: [...DIFFERENCE_COLUMNS],
    rows: dimensions.flatMap((dimension) => {
      const row = comparison.dimensions[dimension];
      if (row.kind !== "compared") return [];
      const { lower, upper } = row.student;
      return [
        [
          dimension,
          rounded(row.difference, 2),
          rounded(lower, 2),
          rounded(upper, 2),
          testedP(row.adjustedP),
          row.verdict,
        ],
      ];
    }),
  };
}

function watchedTable(watches: readonly Watch[], [a, b]: readonly [string, string]): ResultTable {
  return {
    columns: ["watched", a, b, "lower_90", "upper_90", "margin", "verdict"],
    rows: watches.map((watch) => [
      WATCHES[watch.id].label,
      rounded(watch.a, 3),
      rounded(watch.b, 3),
      rounded(watch.interval.lower, 3),
      rounded(watch.interval.upper, 3),
      watch.margin,
      watch.verdict,
    ]),
  };
}

function overTime(entry: ProfileEntry, key: KeyId, context: McpContext) {
  const { screened, skipped } = driftOverTime(entry, context.runFiles(), key);
  const { steps } = screened.history;
  const leftOut = [
    ...skipped.map(({ name, reason }) => `${shownName(name)}: ${reason}`),
    ...screened.leftOut.map((name) => `${shownName(name)}: fails the validity screen`),
  ];
  return {
    outcome: screened.outcome,
    headline: screened.summary,
    validity: { [entry.id]: verdictOf(entry, context.statistics) },
    profile: {
      columns: ["date", "file", "p", "e", "evidence", "alarm"],
      rows: steps
        .slice(-MAX_STEPS)
        .map(({ id, created, p, e, evidence }) => [
          created.slice(0, 10),
          shownName(id),
          p === undefined ? "" : roundedP(p),
          e === undefined ? "" : rounded(e, 2),
          rounded(evidence, 2),
          evidence >= ALARM,
        ]),
    },
    watched: watchedTable(screened.watches, ["newest", "first"]),
    ...(leftOut.length === 0 ? {} : { left_out: leftOut.slice(0, MAX_STEPS) }),
    notes: [
      `evidence: what a bet of 1 against "nothing ever changed" has become over ${steps.length} runs; without a change it reaches ${ALARM} in one series of 20 at most, however often one looks. Once there the alarm stays.`,
      CENTRING_NOTE,
      NAMES_NOTE,
    ],
  };
}
