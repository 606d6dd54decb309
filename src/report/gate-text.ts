import { labelOf } from "../instrument/dimensions.ts";
import { boundsText, decimals, signed } from "../lib/number-text.ts";
import { COMPARISON_VERSION, type Comparison, type Outcome } from "../scoring/compare/comparison.ts";
import { SCOPES, type Scope } from "../scoring/compare/headline.ts";
import { type FixedDimension, fixedInterval } from "../scoring/drift/fixed-items.ts";
import type { GateResult, Settling } from "../scoring/drift/gate.ts";
import { CENTRING_NOTE, WATCHES, type Watch } from "../scoring/drift/watches.ts";
import type { Screen } from "../scoring/screen/screen.ts";
import { comparisonLegend, comparisonTable } from "./comparison-table.ts";
import { gateData } from "./csv/gate-data.ts";
import { junitXml, type TestCase } from "./junit.ts";
import type { Printout } from "./printout.ts";
import type { Cell, Table } from "./table.ts";
import { watchTable } from "./watch-table.ts";

/**
 * What a gate found: the profile by the rule that decides, then by the other, then what is watched beside it.
 * @param notes what must be known of the reading of both runs
 * @param outcome the outcome in capitals, in its colour where there are colours
 */
export function gatePrintout(
  result: GateResult,
  comparison: Comparison,
  notes: readonly string[],
  outcome: string,
): Printout {
  const { rule, watches } = result;
  const tables = { items: itemsTables(result, comparison), population: [gateTable(result, comparison)] };
  const other = otherThan(rule);
  return {
    document: { format: "value-portrait/gate", version: COMPARISON_VERSION, ...result, comparison, notes },
    tables: [...tables[rule], ...tables[other], ...(watches.length === 0 ? [] : [watchTable(watches)])],
    data: gateData(result, comparison),
    below: [
      { lead: outcome, text: `: ${result.summary}` },
      ...settlingLines(result, comparison.margin).map((text) => ({ lead: "", text })),
      ...(result.outcome === "refused" ? [] : [otherRuleText(result)]),
      "",
      CENTRING_NOTE,
      comparisonLegend(comparison),
    ],
    notes,
  };
}

function otherThan(rule: Scope): Scope {
  return rule === "items" ? "population" : "items";
}

/** What the rule says that does not decide. */
function otherRuleText({ rule, rules }: GateResult): string {
  const other = otherThan(rule);
  const { summary, outcome } = rules[other];
  return `Decided ${SCOPES[rule].name}. By --rule ${other} the profile is ${outcome}: ${summary}`;
}

/** The dimensions that a gate looks at, on these items. */
function itemsTables({ onItems }: GateResult, { a, b, margin }: Comparison): Table[] {
  if (onItems === undefined) return [];
  const table = {
    title: `${a} (A) minus ${b} (B), ${SCOPES.items.name}`,
    note: `Chance is ${CHANCE[onItems.source]}`,
    columns: [
      { header: "Dimension" },
      { header: "A-B", digits: 2, signed: true },
      { header: "SE", digits: 3 },
      { header: "90% interval" },
      { header: `Within ${margin}` },
    ],
    rows: onItems.dimensions.map((row): Cell[] => [
      labelOf(row.dimension),
      row.difference,
      row.se,
      boundsText(fixedInterval(row)),
      withinWord(row),
    ]),
  };
  return [table];
}

/** How the noise of answers was measured, in words. */
const CHANCE = {
  repeats: "what differs between repetitions of a prompt",
  prompts: "what differs between the prompts of an item, for want of repetitions",
  items: "all that differs between items, for want of repetitions and of other prompts",
} as const;

function withinWord({ equivalent }: FixedDimension): string {
  return equivalent ? "equivalent" : "not shown";
}

/** The same, on items like these. */
function gateTable({ dimensions }: GateResult, comparison: Comparison): Table {
  const table = comparisonTable(comparison);
  const labels = dimensions.map(labelOf);
  const place = table.columns.findIndex(({ header }) => header === "Dimension");
  return {
    ...table,
    title: `${table.title}, ${SCOPES.population.name}`,
    rows: table.rows.filter((row) => labels.includes(String(row[place]))),
  };
}

/** What to do about what is open, a line for each thing. */
function settlingLines(result: GateResult, margin: number): string[] {
  const { outcome, rule, rules, settling, screens, onItems } = result;
  if (outcome === "refused" && screens.some(isPartial)) return [PARTIAL_ADVICE];
  if (outcome !== "inconclusive" || rules[rule].outcome !== "inconclusive") return [];
  if (rule === "population")
    return settling.map((one) => `${labelOf(one.dimension)}: ${advice(one, margin)}`);
  const open = (onItems?.dimensions ?? []).filter(({ equivalent }) => !equivalent);
  return [
    ...open.map((row) => `${labelOf(row.dimension)}: ${metText(reach(row))}`),
    ...(onItems?.source === "repeats" ? [] : [REPEAT_ADVICE]),
  ];
}

/** The margin within which a difference on these items is shown to be. */
function reach(row: FixedDimension): number {
  const { lower, upper } = fixedInterval(row);
  return Math.max(Math.abs(lower), Math.abs(upper));
}

const REPEAT_ADVICE =
  "Ask every prompt two or three times in both runs (npx promptfoo eval --repeat 3): chance is then measured, and smaller.";

function isPartial({ checks }: Screen): boolean {
  return checks.some(
    (check) => check.id === "planned" && check.kind === "judged" && check.verdict === "do_not_interpret",
  );
}

const PARTIAL_ADVICE =
  "Ask the missing answers: npx promptfoo eval --resume <eval id>. Or plan fewer, with items or sample in the config of " +
  "the tests in place of a filter; or compare what is there: --accept-partial";

function advice({ items, available, smallestMargin }: Settling, margin: number): string {
  const met = metText(smallestMargin);
  if (items === undefined) return `the difference itself is not within ${margin}; ${met}`;
  if (items > available) return `not reachable with the ${available} items that there are; ${met}`;
  return `about ${items} items would settle it (there are ${available}); ${met}`;
}

function metText(margin: number): string {
  return `this run would meet a margin of ${decimals(margin, 2)}`;
}

/** The gate as JUnit XML: a test case for the outcome, and for each dimension and watch, so that CI systems list them. */
export function gateJunit(result: GateResult, comparison: Comparison, notes: readonly string[]): string {
  const { rule, rules, watches, dimensions, onItems } = result;
  const ruleText = (scope: Scope) => `${SCOPES[scope].name}: ${rules[scope].outcome}\n`;
  return junitXml(`${comparison.a} against ${comparison.b}`, [
    {
      name: "profile",
      ...problemOf(result.outcome, result.summary),
      output: [ruleText(rule), ruleText(otherThan(rule)), ...notes.map((note) => `${note}\n`)].join(""),
    },
    ...dimensions.map((dimension): TestCase => {
      const own = onItems?.dimensions.find((row) => row.dimension === dimension);
      const texts = {
        items: own && `${withinWord(own)}: ${signed(own.difference, 3)} ${boundsText(fixedInterval(own), 3)}`,
        population: populationText(comparison, dimension),
      };
      const other = otherThan(rule);
      return {
        name: labelOf(dimension),
        output: `${texts[rule] ?? "nothing in common"}; ${SCOPES[other].name} ${texts[other] ?? "nothing in common"}`,
      };
    }),
    ...watches.map(watchCase),
  ]);
}

function populationText({ dimensions }: Comparison, dimension: keyof Comparison["dimensions"]): string {
  const row = dimensions[dimension];
  return row.kind === "compared"
    ? `${row.verdict}: ${signed(row.difference, 3)} ${boundsText(row.student, 3)}`
    : row.reason.replaceAll("_", " ");
}

function watchCase({ id, a, b, difference, interval, margin, verdict }: Watch): TestCase {
  const text = `${verdict}: ${decimals(b, 3)} to ${decimals(a, 3)}, ${signed(difference, 3)} ${boundsText(interval, 3)}, margin ${margin}`;
  return { name: WATCHES[id].label, ...problemOf(verdict, text), output: text };
}

function problemOf(outcome: Outcome, message: string): Pick<TestCase, "problem"> {
  if (outcome === "equivalent") return {};
  return { problem: { kind: outcome === "inconclusive" ? "skipped" : "failure", message } };
}
