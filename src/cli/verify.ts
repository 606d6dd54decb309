import { Command } from "commander";
import { jsonDocument } from "../lib/json-document.ts";
import {
  loadItems,
  loadKey,
  loadManifest,
  loadPublishedFigures,
  loadPublishedModels,
} from "../release/data.ts";
import { type ParityRow, parity } from "../release/parity.ts";
import { publishedRun } from "../release/released-run.ts";
import { renderTables, type TableFormat } from "../report/render-table.ts";
import type { CliContext } from "./context.ts";
import { examples, formatOption } from "./options.ts";

/** Largest difference from a published figure that floating-point arithmetic explains. */
const TOLERANCE = 1e-12;

/** `value-portrait verify`: recomputes the published figures; exit code 1 when one differs. */
export function verifyCommand(context: CliContext): Command {
  return new Command("verify")
    .summary("recompute every published figure and print the largest differences")
    .description(
      "Recomputes the scores, sensitivities, averages and tables that the authors published from the released " +
        `ratings and prints the largest difference of each family. Exit code 1 when any exceeds ${TOLERANCE}.`,
    )
    .addOption(formatOption())
    .addHelpText("after", examples("value-portrait verify && echo exact"))
    .action(({ format }: { readonly format: TableFormat | "json" }) => {
      const items = loadItems();
      const released = loadPublishedModels().map((model) => ({ model, run: publishedRun(model, items) }));
      const rows = parity(released, loadKey("released"), loadPublishedFigures());
      context.stdout(
        format === "json" ? parityJson(rows) : `${parityTable(rows, format)}${verdict(rows, format)}`,
      );
      if (rows.some(isDifferent)) context.setExitCode(1);
    });
}

function parityTable(rows: readonly ParityRow[], format: TableFormat): string {
  const { counts, sources } = loadManifest();
  const table = {
    title: `${counts["models"]} released models, ${sources["release"]?.["repository"]} at ${sources["release"]?.["commit"]}`,
    columns: [
      { header: "Figures" },
      { header: "Compared", digits: 0 },
      { header: "Largest difference", scientific: true },
      { header: "Where" },
    ],
    rows: rows.map(({ figures, count, largest, where }) => [figures, count, largest, where]),
  };
  return renderTables([table], format);
}

function verdict(rows: readonly ParityRow[], format: TableFormat): string {
  if (format === "csv") return "";
  const different = rows.filter(isDifferent).map(({ figures }) => figures);
  if (different.length > 0) return `\nDIFFERENT beyond ${TOLERANCE}: ${different.join(", ")}\n`;
  const faults = rows.flatMap(({ figures, fault }) =>
    fault === undefined ? [] : [`${figures}: ${fault}.\n`],
  );
  return `\nAll figures that the release allows to recompute agree within ${TOLERANCE}.\n${faults.join("")}`;
}

function parityJson(rows: readonly ParityRow[]): string {
  return jsonDocument({ format: "value-portrait/parity", version: 1, tolerance: TOLERANCE, families: rows });
}

function isDifferent({ largest, fault }: ParityRow): boolean {
  return fault === undefined && !(largest <= TOLERANCE);
}
