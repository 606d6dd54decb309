import { DIMENSIONS_OF, FAMILIES, labelOf, VALUES } from "../instrument/dimensions.ts";
import { boundsText, decimals, percent } from "../lib/number-text.ts";
import {
  COMPARISON_VERSION,
  type ComparedDimension,
  type Comparison,
} from "../scoring/compare/comparison.ts";
import { verdictNote } from "../scoring/compare/verdict.ts";
import { HUMAN_REFERENCE_NOTE, type HumanComparison } from "../scoring/people/compare-with-humans.ts";
import { explainedShare } from "../scoring/score/differentiation.ts";
import type { Screen } from "../scoring/screen/screen.ts";
import { reasonText } from "../scoring/uncertainty/interval.ts";
import { comparisonData, humanComparisonData, type RunBesidePeople } from "./csv/comparison-data.ts";
import { keyErrorText } from "./key-error-text.ts";
import type { Printout } from "./printout.ts";
import type { Cell, Table } from "./table.ts";

/**
 * Two runs compared.
 * @param screens of both
 * @param notes what must be known of the reading of both
 */
export function comparisonPrintout(
  comparison: Comparison,
  screens: readonly Screen[],
  notes: readonly string[],
): Printout {
  return {
    document: { format: COMPARISON_FORMAT, version: COMPARISON_VERSION, ...comparison, screens, notes },
    tables: [comparisonTable(comparison)],
    data: comparisonData(comparison, screens),
    below: [
      ...headlineLines(comparison),
      "",
      comparisonLegend(comparison),
      ...[keyErrorText(comparison)].flatMap((text) => (text === undefined ? [] : ["", text])),
    ],
    notes,
  };
}

/** What a comparison comes to, on items like these and on these. */
function headlineLines({ headline, onItems }: Comparison): string[] {
  return [...new Set([headline.summary, onItems.summary])]; // both say the same of a run that is refused
}

/** A run compared with people. */
export function humanComparisonPrintout(
  { notes, key, margin, ...run }: RunBesidePeople & { readonly notes: readonly string[] },
  rows: readonly HumanComparison[],
): Printout {
  const subject = run.name;
  return {
    document: {
      format: COMPARISON_FORMAT,
      version: COMPARISON_VERSION,
      a: subject,
      b: "human",
      runs: { a: run.identity },
      key,
      margin,
      dimensions: rows,
      notes,
    },
    tables: [humanComparisonTable(subject, rows)],
    data: humanComparisonData({ key, margin, ...run }, rows),
    below: [comparisonLegend({ margin }), "", HUMAN_REFERENCE_NOTE],
    notes,
  };
}

const COMPARISON_FORMAT = "value-portrait/comparison";

/** Paired differences of two runs, dimension by dimension. */
export function comparisonTable(comparison: Comparison): Table {
  return {
    title: `${comparison.a} (A) minus ${comparison.b} (B)`,
    note: [pairingNote(comparison), ...explainedLines(comparison, ["A", "B"])],
    columns: [
      { header: "Dimension" },
      { header: "A", digits: 2, signed: true },
      { header: "B", digits: 2, signed: true },
      { header: "A-B", digits: 2, signed: true },
      { header: "95% interval" },
      { header: "adj. p", digits: 3 },
      { header: "Verdict" },
    ],
    rows: FAMILIES.flatMap((family) =>
      DIMENSIONS_OF[family].map((dimension) => comparedRow(comparison.dimensions[dimension])),
    ),
  };
}

/** Below a comparison: what the verdicts mean. */
export function comparisonLegend({ margin }: Pick<Comparison, "margin">): string {
  return verdictNote(margin);
}

function pairingNote({ paired, dropped }: Comparison): string {
  const lost = dropped.a.prompts + dropped.b.prompts;
  const left = lost === 0 ? "" : `; left out: ${dropped.a.prompts} of A, ${dropped.b.prompts} of B`;
  return `On the ${paired.prompts} answers to ${paired.items} scored items that both gave${left}`;
}

/**
 * How much of two runs' differences on the ten values is one of differentiation: a line, where people's means were given.
 * @param names of the two runs
 */
export function explainedLines(
  { differentiation, dimensions }: Comparison,
  [a, b]: readonly [string, string],
): string[] {
  if (differentiation === undefined) return [];
  const slopes = `Differentiation ${a} ${decimals(differentiation.a, 2)}, ${b} ${decimals(differentiation.b, 2)}`;
  const share = explainedShare(
    VALUES.map((value) => dimensions[value]).filter((row) => row.kind === "compared"),
  );
  if (share === undefined) return [slopes];
  const part = share > 0 ? percent(share) : "nothing";
  return [`${slopes}: explains ${part} of the squared differences (values)`];
}

function comparedRow(row: ComparedDimension): Cell[] {
  const label = labelOf(row.dimension);
  if (row.kind === "undefined") return [label, ...Array<Cell>(5).fill(undefined), reasonText(row.reason)];
  return [label, row.a, row.b, row.difference, boundsText(row.student), row.adjustedP, row.verdict];
}

/** A run beside people who rated the same items. */
function humanComparisonTable(subject: string, rows: readonly HumanComparison[]): Table {
  return {
    title: `${subject} minus the human raters of the same items`,
    columns: [
      { header: "Dimension" },
      { header: "Model", digits: 2, signed: true },
      { header: "People", digits: 2, signed: true },
      { header: "Difference", digits: 2, signed: true },
      { header: "95% interval" },
      { header: "adj. p", digits: 3 },
      { header: "Percentile", digits: 0 },
      { header: "Verdict" },
    ],
    rows: rows.map(({ dimension, model, human, difference, percentile, test, untested }): Cell[] => [
      labelOf(dimension),
      model,
      human,
      difference,
      test && boundsText(test.interval),
      test?.adjustedP,
      percentile,
      test?.verdict ?? (untested && reasonText(untested)),
    ]),
  };
}
