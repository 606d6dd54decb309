import { Command } from "commander";
import { EXIT_CODES } from "../lib/exit-codes.ts";
import { loadKey, loadManifest, loadPublishedFigures, loadReleasedModels } from "../release/data.ts";
import { parity, TOLERANCE } from "../release/parity.ts";
import { releasedRun } from "../release/released-run.ts";
import { parityPrintout } from "../report/parity-table.ts";
import { type PrintFormat, renderPrintout } from "../report/printout.ts";
import type { CliContext } from "./context.ts";
import { examples, formatOption } from "./options.ts";

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
    .action(({ format }: { readonly format: PrintFormat }) => {
      const released = loadReleasedModels().map((model) => ({ model, run: releasedRun(model) }));
      const found = parity(released, loadKey("released"), loadPublishedFigures());
      context.stdout(renderPrintout(parityPrintout(found, releaseTitle()), format));
      if (found.different.length > 0) context.setExitCode(EXIT_CODES.different);
    });
}

function releaseTitle(): string {
  const { counts, sources } = loadManifest();
  const release = sources["release"];
  return `${counts["models"]} released models, ${release?.["repository"]} at ${release?.["commit"]}`;
}
