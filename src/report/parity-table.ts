import type { Parity } from "../release/released-model.ts";
import type { Data } from "./csv/data.ts";
import type { Printout } from "./printout.ts";
import type { Table } from "./table.ts";

/**
 * How closely the published figures are recomputed, and whether all of them are.
 * @param title which release it is about
 */
export function parityPrintout(parity: Parity, title: string): Printout {
  const { tolerance, rows } = parity;
  return {
    document: { format: "value-portrait/parity", version: 1, tolerance, families: rows },
    tables: [parityTable(parity, title)],
    data: parityData(parity),
    below: verdict(parity),
  };
}

function parityData({ rows }: Parity): Data {
  return {
    columns: ["figures", "compared", "largest_difference", "where", "fault"],
    rows: rows.map(({ figures, count, largest, where, fault }) => ({
      figures,
      compared: count,
      largest_difference: largest,
      where,
      fault,
    })),
  };
}

function parityTable({ rows }: Parity, title: string): Table {
  return {
    title,
    columns: [
      { header: "Figures" },
      { header: "Compared", digits: 0 },
      { header: "Largest difference", scientific: true },
      { header: "Where" },
    ],
    rows: rows.map(({ figures, count, largest, where }) => [figures, count, largest, where]),
  };
}

function verdict({ tolerance, rows, different }: Parity): string[] {
  if (different.length > 0) return [`DIFFERENT beyond ${tolerance}: ${different.join(", ")}`];
  const faults = rows.flatMap(({ figures, fault }) => (fault === undefined ? [] : [`${figures}: ${fault}.`]));
  return [`All figures that the release allows to recompute agree within ${tolerance}.`, ...faults];
}
