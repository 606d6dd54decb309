import { Command } from "commander";
import { seededRandom } from "../lib/random.ts";
import { loadItems, loadSurvey } from "../release/data.ts";
import { loadReference } from "../release/reference.ts";
import { type PrintFormat, renderPrintout } from "../report/printout.ts";
import { validationPrintout } from "../report/validation-tables.ts";
import { validateSurvey } from "../scoring/survey/validate-survey.ts";
import type { CliContext } from "./context.ts";
import {
  type AnalysisOptions,
  examples,
  formatOption,
  keyOption,
  seedOption,
  wholeNumber,
} from "./options.ts";

type ValidateOptions = Pick<AnalysisOptions, "key" | "seed"> & {
  readonly permutations: number;
  readonly format: PrintFormat;
};

/** `value-portrait validate`: the human validation of the instrument, recomputed from the released survey. */
export function validateCommand(context: CliContext): Command {
  return new Command("validate")
    .summary("recompute the human validation from the released survey")
    .description(
      "Recomputes all 9,880 correlations between item ratings and questionnaire scores; shows which agree with the " +
        "release and what explains the others, how many items chance alone would tag, how far the raters' habit of " +
        "agreeing goes with their values, and whether the released models respect Schwartz's circle.",
    )
    .addOption(formatOption())
    .addOption(keyOption())
    .option("--permutations <number>", "shuffles behind the chance figures", wholeNumber(1), 1000)
    .addOption(seedOption())
    .addHelpText("after", examples("value-portrait validate --permutations 5000"))
    .action(({ key: id, permutations, seed, format }: ValidateOptions) => {
      const { key, released } = loadReference(id);
      const settings = { permutations, random: seededRandom(seed) };
      const validation = validateSurvey(loadSurvey(), loadItems(), key, released, settings);
      context.stdout(renderPrintout(validationPrintout(validation, seed), format));
    });
}
