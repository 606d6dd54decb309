import process from "node:process";
import { Command } from "commander";
import { rescoreEval } from "../promptfoo/rescore.ts";
import type { CliContext } from "./context.ts";
import { examples } from "./options.ts";

/** `value-portrait rescore`: the scores in an eval's column headers, from its rows. */
export function rescoreCommand(context: CliContext): Command {
  return new Command("rescore")
    .summary("put the scores back into the headers of a stored eval")
    .description(
      "Scores an eval in promptfoo's database from its rows and puts the figures into its column headers, where " +
        "`promptfoo retry` and `--retry-errors` clear them. It runs `promptfoo export eval` and `promptfoo import " +
        "--force` of the promptfoo that is installed in this folder. No model is asked. Says which planned answers " +
        "are missing.",
    )
    .argument("<eval id>", "the eval's id, or latest")
    .addHelpText("after", examples("npx promptfoo retry eval-abc && npx value-portrait rescore eval-abc"))
    .action(async (id: string) => {
      const { evalId, columns, problems } = await rescoreEval(id, process.cwd());
      for (const line of problems) context.stderr(`value-portrait: ${line}\n`);
      context.stdout(`${evalId}: ${columns} column headers hold the scores of their rows again\n`);
    });
}
