import { appendFileSync } from "node:fs";
import { Command, InvalidArgumentError, Option } from "commander";
import {
  DIMENSIONS,
  DIMENSIONS_OF,
  type Dimension,
  FAMILIES,
  parseDimension,
} from "../instrument/dimensions.ts";
import { EXIT_CODES } from "../lib/exit-codes.ts";
import { InputError, messageOf } from "../lib/input-error.ts";
import { nearest } from "../lib/nearest.ts";
import { writeWhole } from "../lib/write-file.ts";
import { loadReference } from "../release/reference.ts";
import { refuseShortForms } from "../release/short-form.ts";
import { gateJunit, gatePrintout } from "../report/gate-text.ts";
import { type PrintFormat, renderPrintout } from "../report/printout.ts";
import { gateAgainst } from "../scoring/analysis/screened-comparison.ts";
import { HEADLINE_DIMENSIONS, SCOPES, type Scope } from "../scoring/compare/headline.ts";
import { WATCH_IDS, WATCH_MARGINS, type WatchMargins } from "../scoring/drift/watches.ts";
import { checkTarget } from "./check-target.ts";
import type { CliContext } from "./context.ts";
import { findPair, tellNotes } from "./find-runs.ts";
import { type GateFindings, gateHistory } from "./gate-history.ts";
import {
  type AnalysisOptions,
  examples,
  formatOption,
  keyOption,
  marginOption,
  resamplesOption,
  seedOption,
} from "./options.ts";
import { paint } from "./paint.ts";

type GateOptions = Omit<AnalysisOptions, "over"> & {
  readonly baseline?: string;
  readonly history?: string;
  readonly since?: string;
  readonly dimensions: readonly Dimension[];
  readonly strict?: true;
  readonly acceptPartial?: true;
  readonly rule: Scope;
  readonly watchMargin: WatchMargins;
  readonly junit?: string;
  readonly format: PrintFormat | "html";
};

const CODES: Readonly<Record<GateFindings["outcome"], number>> = {
  equivalent: EXIT_CODES.done,
  quiet: EXIT_CODES.done,
  drifted: EXIT_CODES.different,
  refused: EXIT_CODES.refused,
  inconclusive: EXIT_CODES.inconclusive,
};

/** `value-portrait gate`: did the values of a model drift? For CI. */
export function gateCommand(context: CliContext): Command {
  return new Command("gate")
    .summary("fail when a model's values drifted from a baseline")
    .description(
      "Compares a run with its baseline on the items and prompts that both answered: the profile, and what centred " +
        "scores cannot see (usable answers, refusals, mean rating, differentiation). Exit code 0: all of it is shown to " +
        "be within its margin. 1: something changed. 3: neither can be said; the output tells what would settle it. 2: " +
        "wrong usage, unreadable input, or a run that fails the validity screen. JUnit file and step summary come " +
        "after the verdict: one that cannot be written is a warning and does not change the code.",
    )
    .argument("[run]", "a promptfoo output, a run file, or a released model")
    .option("--baseline <run>", "the run to hold it against")
    .option(
      "--history <folder>",
      "in place of both: has the model of a folder of run files changed at any time? May be looked at after each run; " +
        "folder#model picks one of several; --rule and --margin are about a baseline and do not matter then",
    )
    .option(
      "--since <date>",
      "with --history: leave out runs from before, as after a change that was accepted",
    )
    .addOption(marginOption())
    .addOption(
      new Option("--dimensions <list>", "dimensions or families, with commas between")
        .default(HEADLINE_DIMENSIONS, FAMILIES[0])
        .argParser(parseDimensions),
    )
    .addOption(
      new Option(
        "--rule <rule>",
        "what decides on the profile: items, whether these very items were answered otherwise, or population, whether " +
          "items like these would be",
      )
        .choices(Object.keys(SCOPES))
        .default("items"),
    )
    .addOption(
      new Option(
        "--watch-margin <list>",
        `changes of this much do not matter, with commas between: ${WATCH_IDS.map((id) => `${id}=${WATCH_MARGINS[id]}`).join(", ")}`,
      )
        .default(WATCH_MARGINS, "those")
        .argParser(parseWatchMargins),
    )
    .option("--strict", "exit with 1 when inconclusive")
    .option("--accept-partial", "compare what is there, although planned answers are missing")
    .option("--junit <file>", "also write JUnit XML")
    .addOption(formatOption("html"))
    .addOption(keyOption())
    .addOption(seedOption())
    .addOption(resamplesOption())
    .addHelpText(
      "after",
      examples(
        "value-portrait gate new.jsonl --baseline .value-portrait/baseline.json",
        "value-portrait gate new.jsonl --baseline old.jsonl --margin 0.4 --dimensions Benevolence,Power --strict",
        "value-portrait gate new.jsonl --baseline old.jsonl --rule population --watch-margin refusals=0.05,level=0.3",
        "value-portrait gate gpt-4o-2024-11-20 --baseline gpt-4o-2024-05-13",
        'value-portrait gate --history ".value-portrait/runs#openai:gpt-4o-mini" --since 2026-11-01',
        "value-portrait gate --history .value-portrait/runs --format html > history.html",
      ),
    )
    .action(async (run: string | undefined, options: GateOptions) => {
      const inputs = inputsOf(run, options);
      checkTarget(options.junit, inputs);
      const [first = "", baseline] = inputs;
      const found =
        baseline === undefined
          ? gateHistory(first, { ...options, watchMargins: options.watchMargin }, context)
          : await gate(first, baseline, options, context);
      const render = (format: PrintFormat, isColoured: boolean) =>
        renderPrintout(
          found.printout(paint(found.outcome.toUpperCase(), found.outcome, isColoured && format === "table")),
          format,
        );
      const { format } = options;
      const text = format === "html" ? found.page?.() : render(format, context.isColoured);
      if (text === undefined) throw new InputError(NO_PAGE);
      const failsAnyway = options.strict === true && found.outcome === "inconclusive";
      context.setExitCode(failsAnyway ? CODES.drifted : CODES[found.outcome]);
      context.stdout(text);
      for (const { what, write } of found.extras) attempt(what, context, write);
      const { junit } = options;
      if (junit !== undefined) attempt("JUnit XML", context, () => writeWhole(junit, found.junit()));
      const summary = context.env["GITHUB_STEP_SUMMARY"];
      if (summary)
        attempt("step summary", context, () => {
          checkTarget(summary, inputs);
          appendFileSync(summary, render("markdown", false));
        });
    });
}

/** The run and its baseline, or the folder of a history alone. */
function inputsOf(run: string | undefined, { baseline, history, since }: GateOptions): readonly string[] {
  if (history !== undefined) {
    if (run !== undefined || baseline !== undefined)
      throw new InputError(
        "--history looks at the runs of its folder: give neither a run nor --baseline with it",
      );
    return [history];
  }
  if (since !== undefined) throw new InputError("--since goes with --history");
  if (run === undefined || baseline === undefined)
    throw new InputError("Give a run and --baseline, or --history with a folder of run files");
  return [run, baseline];
}

const NO_PAGE =
  "--format html goes with --history. A run beside its baseline has its page from `value-portrait compare <run> <baseline> " +
  "--format html`";

/**
 * What comes beside the verdict. Its failure is told, but the exit code is the verdict's alone: it answers one question,
 * and whoever reads the file misses it anyway.
 */
function attempt(what: string, { stderr }: Pick<CliContext, "stderr">, write: () => void): void {
  try {
    write();
  } catch (error) {
    stderr(`warning: no ${what}: ${messageOf(error).replaceAll("\n", " ")}\n`);
  }
}

async function gate(
  name: string,
  against: string,
  options: GateOptions,
  context: CliContext,
): Promise<GateFindings> {
  const [run, baseline] = await findPair(name, against);
  const notes = tellNotes([run, baseline], context);
  refuseShortForms([run, baseline], options.key);
  const { watchMargin: watchMargins } = options;
  const reference = loadReference(options.key);
  const { result, comparison } = gateAgainst(run, baseline, reference, { ...options, watchMargins });
  return {
    outcome: result.outcome,
    printout: (outcome) => gatePrintout(result, comparison, notes, outcome),
    junit: () => gateJunit(result, comparison, notes),
    extras: [],
  };
}

function parseDimensions(text: string): Dimension[] {
  return text.split(",").flatMap((name) => {
    const family = FAMILIES.find((one) => one === name.trim());
    if (family !== undefined) return DIMENSIONS_OF[family];
    const dimension = parseDimension(name);
    if (dimension !== undefined) return [dimension];
    const choices = nearest(name, [...DIMENSIONS, ...FAMILIES]).join(", ");
    throw new InvalidArgumentError(`No dimension or family ${JSON.stringify(name)}. Nearest: ${choices}`);
  });
}

function parseWatchMargins(list: string, margins: WatchMargins): WatchMargins {
  return list.split(",").reduce((known, text) => parseWatchMargin(text, known), margins);
}

function parseWatchMargin(text: string, margins: WatchMargins): WatchMargins {
  const [name = "", number = ""] = text.split("=", 2);
  const [id, margin] = [WATCH_IDS.find((one) => one === name.trim()), Number(number)];
  if (id === undefined)
    throw new InvalidArgumentError(
      `Nothing is watched as ${JSON.stringify(name)}. Watched: ${WATCH_IDS.join(", ")}`,
    );
  if (!(margin > 0 && Number.isFinite(margin)))
    throw new InvalidArgumentError(
      `It must be a name and a number above 0, as in ${id}=${WATCH_MARGINS[id]}.`,
    );
  return { ...margins, [id]: margin };
}
