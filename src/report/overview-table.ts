import { DIMENSIONS_OF, FAMILY_LABELS, type Family, labelOf } from "../instrument/dimensions.ts";
import type { OverviewRow } from "../release/released-model.ts";
import { SCREEN_VERDICT_LABELS } from "../scoring/screen/screen.ts";
import { overviewData } from "./csv/overview-data.ts";
import type { PrintFormat, Printout } from "./printout.ts";
import type { Cell } from "./table.ts";

/**
 * Models with their centred scores on a family.
 * @param format names of dimensions are short in a terminal's table
 */
export function overviewPrintout(
  rows: readonly OverviewRow[],
  family: Family,
  format: PrintFormat,
): Printout {
  const dimensions = DIMENSIONS_OF[family];
  return {
    document: {
      format: "value-portrait/published",
      version: 1,
      family,
      models: rows.map(({ scores, ...row }) => ({
        ...row,
        centred: Object.fromEntries(dimensions.map((dimension) => [dimension, scores[dimension]])),
      })),
    },
    data: overviewData(rows, family),
    tables: [
      {
        title: `${FAMILY_LABELS[family]}, centred scores`,
        columns: [
          { header: "Model" },
          { header: "Verdict" },
          ...dimensions.map((dimension) => ({
            header: format === "table" ? abbreviate(labelOf(dimension)) : labelOf(dimension),
            digits: 2,
          })),
          { header: "Note" },
        ],
        rows: rows.map((row): Cell[] => [
          row.model,
          row.verdict && SCREEN_VERDICT_LABELS[row.verdict],
          ...dimensions.map((dimension) => row.scores[dimension]),
          row.note,
        ]),
      },
    ],
  };
}

/** Ten columns fit into a terminal when their names are short. */
function abbreviate(label: string): string {
  return label.replace(/^(\w{5})\w+/, "$1");
}
