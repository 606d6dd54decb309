import { Command, Option } from "commander";
import { FAMILIES, type Family } from "../instrument/dimensions.ts";
import { findReleased } from "../release/find-released.ts";
import { analyseReleased, overview } from "../release/overview.ts";
import { overviewPrintout } from "../report/overview-table.ts";
import { type PrintFormat, type Printout, renderPrintout } from "../report/printout.ts";
import { profilesPrintout } from "../report/profile-tables.ts";
import { publishedDocument } from "../report/scores-json.ts";
import type { CliContext } from "./context.ts";
import {
  type AnalysisOptions,
  examples,
  formatOption,
  marginOption,
  overOption,
  resamplesOption,
  seedOption,
} from "./options.ts";

type PublishedOptions = Omit<AnalysisOptions, "key"> & {
  readonly family: Family;
  readonly format: PrintFormat;
};

/** `value-portrait published`: the profiles of the released models. */
export function publishedCommand(context: CliContext): Command {
  return new Command("published")
    .summary("show the profiles of the released models")
    .description(
      "Without a name: centred scores of all released models, the averages of their developers' families, and the " +
        "open-weight models of which only rounded value scores are public (marked ~). With names: each model's " +
        "profile, recomputed from its released ratings, beside the published figure.",
    )
    .argument("[models...]", "names of released models")
    .addOption(
      new Option("--family <family>", "which dimensions the overview shows")
        .choices(FAMILIES)
        .default("values"),
    )
    .addOption(formatOption())
    .addOption(seedOption())
    .addOption(resamplesOption())
    .addOption(overOption())
    .addOption(marginOption())
    .addHelpText(
      "after",
      examples(
        "value-portrait published",
        "value-portrait published gpt-4o-2024-05-13 claude-3-opus-20240229",
        "value-portrait published --family traits --format csv",
      ),
    )
    .action((models: string[], options: PublishedOptions) =>
      context.stdout(renderPrintout(publishedPrintout(models, options), options.format)),
    );
}

function publishedPrintout(names: readonly string[], options: PublishedOptions): Printout {
  const { family, format, ...settings } = options;
  if (names.length === 0) return overviewPrintout(overview(family), family, format);
  const reports = names.map((name) => analyseReleased(findReleased(name), settings));
  return profilesPrintout(reports, publishedDocument(reports, settings), settings);
}
