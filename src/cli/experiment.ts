import { Command } from "commander";
import { InputError } from "../lib/input-error.ts";
import { nearest } from "../lib/nearest.ts";
import { quoted } from "../lib/quoted.ts";
import { seededRandom } from "../lib/random.ts";
import { loadPublishedExperiments } from "../release/data.ts";
import { type PrintFormat, type Printout, renderPrintout } from "../report/printout.ts";
import { publishedExperimentsPrintout } from "../report/published-experiments.ts";
import { analyseDemographics } from "../scoring/experiments/demographics.ts";
import { analyseSteering } from "../scoring/experiments/steering.ts";
import { type ConditionOptions, conditionsOf } from "./compare-run-conditions.ts";
import type { CliContext } from "./context.ts";
import {
  examples,
  formatOption,
  keyOption,
  marginOption,
  resamplesOption,
  seedOption,
  wholeNumber,
} from "./options.ts";

type PublishedOptions = {
  readonly axis?: readonly string[];
  readonly permutations: number;
  readonly seed: number;
  readonly format: PrintFormat;
};
type ExperimentOptions = PublishedOptions &
  Omit<ConditionOptions, "baseline"> & { readonly baseline?: string };

/** What there is to analyse: the paper's own tables. */
const TABLES = ["published"];
const EXPERIMENTS = ["demographics", "steering"];

/** `value-portrait experiment`: personas against people, and what prompts for a value do. */
export function experimentCommand(context: CliContext): Command {
  return new Command("experiment")
    .summary("personas against people, and value steering: the paper's two experiments")
    .description(
      "How a model's values change under personas of 25 groups of people, and whether they change as these people " +
        "differ (demographics); what prompts that name one of the ten values do to it, and to the others, and whether " +
        "that follows Schwartz's circle (steering): `published`, from the tables for GPT-4o. With outputs of your own " +
        "and --baseline: what each persona or system prompt changes, and what of that is its own.",
    )
    .argument(
      "<names...>",
      "`published`, and demographics or steering for one of the two; or promptfoo outputs, run files, released models",
    )
    .option("--baseline <run>", "of your outputs, the run without a condition")
    .option("--placebo <run>", "of your outputs, a run under a prompt without content")
    .option("--people <pairs...>", "hold runs against people, each as <run>=<group>: Age_B, Right-wing, …")
    .option(
      "--conditions <file>",
      "which runs are of one kind: JSON, for each condition its axis, group, and perhaps order and people",
    )
    .option("--axis <axes...>", "show these kinds of personas only: gender, age, political, education, …")
    .option("--permutations <number>", "deals of the values' names behind each p", wholeNumber(100), 10_000)
    .addOption(keyOption())
    .addOption(marginOption())
    .addOption(seedOption())
    .addOption(resamplesOption())
    .addOption(formatOption())
    .addHelpText("after", READING)
    .addHelpText(
      "after",
      examples(
        "value-portrait experiment published",
        "value-portrait experiment published demographics --axis age political",
        "value-portrait experiment published steering --format csv",
        "value-portrait experiment out.jsonl --baseline gpt-4o-mini --placebo 'gpt-4o-mini · anyone'",
      ),
    )
    .action(async (names: string[], options: ExperimentOptions) =>
      context.stdout(renderPrintout(await printoutOf(names, options, context), options.format)),
    );
}

const READING = `
How to read it:
  cosine      1: a persona moves the model as these people differ, 0: at random, -1: the other way
  signs       cells with the same sign, of those where people differ by .02 or more
  size        length of the model's shift over that of people's; 2.0: twice as far
  generic     what every persona or prompt does, whatever it says; contrasts are free of it
  own         of your outputs: a condition minus the mean of all conditions, which is free of the generic change
  not tested  the tables have no intervals, so that their figures describe and decide nothing
The statistics: docs/methods/experiments.md, and what the tables are: docs/EXPERIMENTS.md.`;

async function printoutOf(
  names: readonly string[],
  { baseline, ...options }: ExperimentOptions,
  context: CliContext,
): Promise<Printout> {
  const [tables = "", ...named] = names;
  const isPublished = TABLES.includes(tables);
  if (baseline !== undefined && !isPublished) {
    if (options.axis !== undefined) throw new InputError("--axis is of the published personas");
    return conditionsOf(names, { baseline, ...options }, context);
  }
  if (isPublished && (baseline ?? options.placebo ?? options.people ?? options.conditions) !== undefined)
    throw new InputError(
      "--baseline, --placebo, --people and --conditions are of outputs of your own; the published tables have theirs",
    );
  oneOf(TABLES, tables, "experiment tables", ". Outputs of your own need --baseline");
  const asked = named.map((name) => oneOf(EXPERIMENTS, name, "experiment"));
  return publishedPrintout(asked.length === 0 ? EXPERIMENTS : asked, options);
}

/** The generic shift is over all personas, and each p of its own deals, whatever is shown. */
function publishedPrintout(
  experiments: readonly string[],
  { axis: axes, permutations, seed, format }: PublishedOptions,
): Printout {
  const published = loadPublishedExperiments();
  const names = published.axes.map(({ axis }) => axis);
  if (axes !== undefined && !experiments.includes("demographics"))
    throw new InputError("--axis is of demographics; steering has none");
  const shown = axes?.map((axis) => oneOf(names, axis, "axis")) ?? names;
  const settings = () => ({ permutations, random: seededRandom(seed) });
  const { axes: results, ...demographics } = analyseDemographics(published.axes, settings());
  return publishedExperimentsPrintout(
    {
      source: published.source,
      model: published.model,
      seed,
      permutations,
      ...(experiments.includes("demographics") && {
        demographics: {
          ...demographics,
          axes: results.filter(({ axis }) => shown.includes(axis)),
          traits: published.traits.filter(({ axis }) => shown.includes(axis)),
        },
      }),
      ...(experiments.includes("steering") && { steering: analyseSteering(published.steering, settings()) }),
    },
    format,
  );
}

/** @throws {InputError} it is none of them; the message names the nearest and all */
function oneOf(names: readonly string[], name: string, what: string, hint = ""): string {
  const wanted = name.toLowerCase();
  if (names.includes(wanted)) return wanted;
  throw new InputError(
    `no ${what} ${quoted(name)}. Nearest: ${nearest(name, names, 1).join("")}. All: ${names.join(", ")}${hint}`,
  );
}
