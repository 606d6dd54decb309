import { DIMENSIONS_OF, FAMILIES, FAMILY_LABELS, familyOf, labelOf } from "../instrument/dimensions.ts";
import type { ComparedDimension, Comparison } from "../scoring/compare/comparison.ts";
import type { HumanComparison } from "../scoring/people/compare-with-humans.ts";
import { intervalText } from "./interval-text.ts";
import type { Cell, Table } from "./table.ts";

/** Paired differences of two runs, dimension by dimension. */
export function comparisonTable(comparison: Comparison): Table {
  return {
    title: `${comparison.a} (A) less ${comparison.b} (B)`,
    note: pairingNote(comparison),
    columns: [
      { header: "Family", csvOnly: true },
      { header: "Dimension" },
      { header: "A", digits: 2, signed: true },
      { header: "B", digits: 2, signed: true },
      { header: "A-B", digits: 2, signed: true },
      { header: "95% interval" },
      { header: "SE", digits: 2, csvOnly: true },
      { header: "p", digits: 4, csvOnly: true },
      { header: "adj. p", digits: 3 },
      { header: "Detectable", digits: 2, csvOnly: true },
      { header: "Items", digits: 0, csvOnly: true },
      { header: "Verdict" },
    ],
    rows: FAMILIES.flatMap((family) =>
      DIMENSIONS_OF[family].map((dimension) => comparedRow(comparison.dimensions[dimension])),
    ),
  };
}

/** Below a comparison: what the verdicts mean. */
export function comparisonLegend({ margin }: Pick<Comparison, "margin">): string {
  return `higher, lower: the difference is real (permutation p, adjusted for the family by
Holm, below .05, and the 95% interval leaves out 0). equivalent: it is smaller
than the margin of ${margin}, even if real. inconclusive: neither can be said.
`;
}

function pairingNote({ paired, dropped }: Comparison): string {
  const lost = dropped.a.prompts + dropped.b.prompts;
  const left = lost === 0 ? "" : `; left out: ${dropped.a.prompts} of A, ${dropped.b.prompts} of B`;
  return `On the ${paired.prompts} answers to ${paired.items} scored items that both gave${left}`;
}

function comparedRow(row: ComparedDimension): Cell[] {
  const labels = [FAMILY_LABELS[familyOf(row.dimension)], labelOf(row.dimension)];
  if (row.kind === "undefined")
    return [...labels, ...Array<Cell>(9).fill(undefined), row.reason.replaceAll("_", " ")];
  return [
    ...labels,
    row.a,
    row.b,
    row.difference,
    intervalText(row.student),
    row.se,
    row.p,
    row.adjustedP,
    row.minimalDetectable,
    row.items,
    row.verdict,
  ];
}

/** A run beside people who rated the same items. */
export function humanComparisonTable(subject: string, rows: readonly HumanComparison[]): Table {
  return {
    title: `${subject} less the human raters of the same items`,
    columns: [
      { header: "Dimension" },
      { header: "Model", digits: 2, signed: true },
      { header: "People", digits: 2, signed: true },
      { header: "Difference", digits: 2, signed: true },
      { header: "95% interval" },
      { header: "Percentile", digits: 0 },
      { header: "Verdict" },
    ],
    rows: rows.map((row): Cell[] => [
      labelOf(row.dimension),
      row.model,
      row.human,
      row.difference,
      row.interval === undefined ? undefined : intervalText(row.interval),
      row.percentile,
      humanVerdict(row),
    ]),
  };
}

function humanVerdict({ interval, difference }: HumanComparison): string {
  if (interval === undefined || (interval.lower <= 0 && interval.upper >= 0)) return "inconclusive";
  return difference > 0 ? "higher" : "lower";
}
