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
import type { CliContext } from "./context.ts";
import { examples, formatOption, seedOption, wholeNumber } from "./options.ts";

type ExperimentOptions = {
  readonly axis?: readonly string[];
  readonly permutations: number;
  readonly seed: number;
  readonly format: PrintFormat;
};

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
        "that follows Schwartz's circle (steering). Computed from the published tables for GPT-4o.",
    )
    .argument(
      "<names...>",
      "`published`, the tables of the paper; then demographics or steering (default: both)",
    )
    .option("--axis <axes...>", "show these kinds of personas only: gender, age, political, education, …")
    .option("--permutations <number>", "deals of the values' names behind each p", wholeNumber(100), 10_000)
    .addOption(seedOption())
    .addOption(formatOption())
    .addHelpText("after", READING)
    .addHelpText(
      "after",
      examples(
        "value-portrait experiment published",
        "value-portrait experiment published demographics --axis age political",
        "value-portrait experiment published steering --format csv",
      ),
    )
    .action(([tables = "", ...named]: string[], options: ExperimentOptions) => {
      oneOf(TABLES, tables, "experiment tables");
      const asked = named.map((name) => oneOf(EXPERIMENTS, name, "experiment"));
      const experiments = asked.length === 0 ? EXPERIMENTS : asked;
      context.stdout(renderPrintout(publishedPrintout(experiments, options), options.format));
    });
}

const READING = `
How to read it:
  cosine      1: a persona moves the model as these people differ, 0: at random, -1: the other way
  signs       cells with the same sign, of those where people differ by .02 or more
  size        length of the model's shift over that of people's; 2.0: twice as far
  generic     what every persona or prompt does, whatever it says; contrasts are free of it
  not tested  the tables have no intervals, so that their figures describe and decide nothing
The statistics: docs/methods/experiments.md, and what the tables are: docs/EXPERIMENTS.md.`;

/** The generic shift is over all personas, and each p of its own deals, whatever is shown. */
function publishedPrintout(
  experiments: readonly string[],
  { axis: axes, permutations, seed, format }: ExperimentOptions,
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
function oneOf(names: readonly string[], name: string, what: string): string {
  const wanted = name.toLowerCase();
  if (names.includes(wanted)) return wanted;
  throw new InputError(
    `no ${what} ${quoted(name)}. Nearest: ${nearest(name, names, 1).join("")}. All: ${names.join(", ")}`,
  );
}
