import process from "node:process";
import { getHeapStatistics } from "node:v8";
import { Command, Option } from "commander";
import { SOURCES } from "../instrument/item.ts";
import { VARIANTS } from "../instrument/variant.ts";
import { planRun, type RunChoice } from "../promptfoo/plan/plan-run.ts";
import { planText } from "../promptfoo/plan/plan-text.ts";
import type { PrintFormat } from "../report/printout.ts";
import type { CliContext } from "./context.ts";
import { examples, formatOption, wholeNumber } from "./options.ts";

type PlanOptions = RunChoice & { readonly format: PrintFormat };

/** `value-portrait plan`: what a run takes, before it is paid for. */
export function planCommand(context: CliContext): Command {
  return new Command("plan")
    .summary("calls, tokens, price and memory of a run, before it is paid for")
    .description(
      "Counts what an eval with these settings will ask: calls, prompt tokens (counted on the real texts), the price " +
        "where the promptfoo of this project knows it, and whether one promptfoo process can hold the rows. Asks no " +
        "model and needs no key, network or item text.",
    )
    .requiredOption("--providers <ids...>", "promptfoo's provider ids, as in the config")
    .addOption(
      new Option(
        "--items <which>",
        "the 317 items behind any score, all 520, or the short form: 200 for --key weighted",
      )
        .choices(["scored", "all", "short"])
        .default("scored"),
    )
    .option("--dimensions <names...>", "only items of these dimensions")
    .option("--topics <topics...>", "only items whose query has one of these topic labels")
    .addOption(new Option("--sources <sources...>", "only items from these sources").choices(SOURCES))
    .option("--sample <n>", "a sample of this many items, with a share of every dimension", wholeNumber(1))
    .option("--seed <n>", "the seed of the sample", wholeNumber(0))
    .addOption(new Option("--variants <ids...>", "only these prompts").choices(VARIANTS))
    .option("--repeat <n>", "how often each prompt is asked", wholeNumber(1), 1)
    .option("--personas <n>", "how many personas each model takes", wholeNumber(1), 1)
    .option("--persona-tokens <n>", "tokens of a persona's system prompt", wholeNumber(0), 0)
    .option(
      "--answer-tokens <n>",
      "the most tokens of an answer: 2048 for reasoning models",
      wholeNumber(1),
      64,
    )
    .addOption(formatOption())
    .addHelpText(
      "after",
      examples(
        "value-portrait plan --providers openai:gpt-4o-mini ollama:chat:llama3",
        "value-portrait plan --providers openai:gpt-4o-mini --sample 40 --variants v1 v1_reversed",
        "value-portrait plan --providers openai:gpt-4o-mini --items short",
        "value-portrait plan --providers openai:gpt-5-mini --answer-tokens 2048 --format json",
      ),
    )
    .action(async (options: PlanOptions) => {
      const heapMb = getHeapStatistics().heap_size_limit / 2 ** 20;
      context.stdout(planText(await planRun(options, process.cwd(), heapMb), options.format));
    });
}
