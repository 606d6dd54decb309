import { labelOf } from "../instrument/dimensions.ts";
import { boundsText, decimals, signed } from "../lib/number-text.ts";
import { COMPARISON_VERSION, type Comparison } from "../scoring/compare/comparison.ts";
import type { GateResult, Settling } from "../scoring/compare/gate.ts";
import type { Screen } from "../scoring/screen/screen.ts";
import { comparisonLegend, comparisonTable } from "./comparison-table.ts";
import { comparisonData } from "./csv/comparison-data.ts";
import { type Xml, xml } from "./line-writers.ts";
import type { Printout } from "./printout.ts";
import type { Table } from "./table.ts";

/**
 * What a gate found.
 * @param notes what must be known of the reading of both runs
 * @param outcome the outcome in capitals, in its colour where there are colours
 */
export function gatePrintout(
  result: GateResult,
  comparison: Comparison,
  notes: readonly string[],
  outcome: string,
): Printout {
  return {
    document: { format: "value-portrait/gate", version: COMPARISON_VERSION, ...result, comparison, notes },
    tables: [gateTable(result, comparison)],
    data: comparisonData(comparison, result.screens, result.dimensions),
    below: [
      { lead: outcome, text: `: ${result.summary}` },
      ...settlingLines(result, comparison.margin).map((text) => ({ lead: "", text })),
      "",
      comparisonLegend(comparison),
    ],
    notes,
  };
}

/** The compared dimensions that a gate looks at. */
function gateTable(result: GateResult, comparison: Comparison): Table {
  const table = comparisonTable(comparison);
  const labels = result.dimensions.map(labelOf);
  const [, place] = [table.columns, table.columns.findIndex(({ header }) => header === "Dimension")];
  return { ...table, rows: table.rows.filter((row) => labels.includes(String(row[place]))) };
}

/** What to do about dimensions that are not shown to be equivalent, a line for each. */
function settlingLines({ outcome, settling, screens }: GateResult, margin: number): string[] {
  if (outcome === "refused" && screens.some(isPartial)) return [PARTIAL_ADVICE];
  if (outcome !== "inconclusive") return [];
  return settling.map((one) => `${labelOf(one.dimension)}: ${advice(one, margin)}`);
}

function isPartial({ checks }: Screen): boolean {
  return checks.some(
    (check) => check.id === "planned" && check.kind === "judged" && check.verdict === "do_not_interpret",
  );
}

const PARTIAL_ADVICE =
  "Ask the missing answers: npx promptfoo eval --resume <eval id>. Or plan fewer, with items or sample in the config of " +
  "the tests in place of a filter; or compare what is there: --accept-partial";

function advice({ items, available, smallestMargin }: Settling, margin: number): string {
  const met = `this run would meet a margin of ${decimals(smallestMargin, 2)}`;
  if (items === undefined) return `the difference itself is not within ${margin}; ${met}`;
  if (items > available) return `would take about ${items} items and there are ${available}; ${met}`;
  return `about ${items} items would settle it (there are ${available}); ${met}`;
}

/** The gate as JUnit XML: a test case for each dimension, so that CI systems list them. */
export function gateJunit(result: GateResult, comparison: Comparison, notes: readonly string[]): string {
  const failed = result.outcome === "drifted" || result.outcome === "refused";
  const cases = result.dimensions.map((dimension) => {
    const row = comparison.dimensions[dimension];
    const detail =
      row.kind === "compared"
        ? `${row.verdict}: ${signed(row.difference, 3)} ${boundsText(row.student, 3)}`
        : row.reason.replaceAll("_", " ");
    return xml`    <testcase classname="value-portrait" name="${labelOf(dimension)}"><system-out>${detail}</system-out></testcase>\n`;
  });
  const count = cases.length + 1;
  const told = notes.length === 0 ? [] : xml`<system-out>${notes.map((note) => xml`${note}\n`)}</system-out>`;
  const title = `${comparison.a} against ${comparison.b}`;
  return xml`<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="${title}" tests="${count}" failures="${failed ? 1 : 0}" skipped="${result.outcome === "inconclusive" ? 1 : 0}">
    <testcase classname="value-portrait" name="profile">${junitVerdict(result, failed)}${told}</testcase>
${cases}  </testsuite>
</testsuites>
`.xml;
}

function junitVerdict({ outcome, summary }: GateResult, failed: boolean): Xml | readonly Xml[] {
  if (failed) return xml`<failure message="${summary}"/>`;
  return outcome === "inconclusive" ? xml`<skipped message="${summary}"/>` : [];
}
