import { Command, Option } from "commander";
import { KEY_IDS } from "../instrument/key.ts";
import { InputError } from "../lib/input-error.ts";
import { countText } from "../lib/number-text.ts";
import { packageVersion } from "../lib/package-version.ts";
import { writeWhole } from "../lib/write-file.ts";
import { loadItems, loadKey, loadManifest } from "../release/data.ts";
import { noReleasedModel, withoutPrefix } from "../release/find-released.ts";
import { loadReference, referenceFor } from "../release/reference.ts";
import { isScoredUnder, isShortForm, refuseShortForms } from "../release/short-form.ts";
import { assembleReport } from "../report/html/assemble-report.ts";
import type { HtmlReport } from "../report/html/html-report.ts";
import { htmlReport } from "../report/html/page.ts";
import type { Run } from "../runs/answer.ts";
import { identityOf } from "../runs/run-identity.ts";
import { findItemTexts } from "../texts/texts.ts";
import { checkTarget } from "./check-target.ts";
import type { CliContext } from "./context.ts";
import { findRun, findRuns, tellNotes } from "./find-runs.ts";
import {
  type AnalysisOptions,
  examples,
  keyOption,
  marginOption,
  overOption,
  resamplesOption,
  seedOption,
} from "./options.ts";

type ReportOptions = AnalysisOptions & {
  readonly output: string;
  readonly baseline?: string;
  readonly released: readonly string[];
  readonly texts: boolean;
  readonly full?: boolean;
};

/** `value-portrait report`: one HTML file that can be attached, read on paper and opened from disk. */
export function reportCommand(context: CliContext): Command {
  return new Command("report")
    .summary("write an HTML report of one or several models")
    .description(
      "One self-contained HTML file: each model's profile on Schwartz's circle with its validity verdict, all " +
        "scores with intervals, tiers, differences from a baseline, answering behaviour, topics, the items behind " +
        "each score, all keys, and the method. Sections are closed until they are opened; paper shows the " +
        "scores, differences and method, and what is open. It loads nothing and runs no script. Runs are promptfoo outputs, " +
        "run files or names of released models; file#model picks one of several in a file.",
    )
    .argument("<runs...>", "runs, in the order in which they are shown")
    .option("-o, --output <file>", "the file to write", "report.html")
    .option("--baseline <run>", "what the others are compared with (default: the first of several)")
    .addOption(
      new Option("--released <models...>", "released models to draw at first, at most two").default(
        [],
        "none",
      ),
    )
    .option("--full", "open all sections from the start, so that they are printed too")
    .option("--no-texts", "leave the item texts out although they have been pulled")
    .addOption(marginOption())
    .addOption(keyOption())
    .addOption(seedOption())
    .addOption(resamplesOption())
    .addOption(overOption())
    .addHelpText(
      "after",
      examples(
        "value-portrait report out.jsonl -o report.html",
        "value-portrait report gpt-4o-2024-05-13 gpt-4o-2024-11-20",
        "value-portrait report new.jsonl --baseline old.jsonl --released claude-3-opus-20240229",
      ),
    )
    .action(async (names: string[], options: ReportOptions) => {
      const read = options.baseline === undefined ? names : [...names, options.baseline];
      checkTarget(options.output, read);
      const report = await assemble(names, options, context);
      const page = htmlReport(report);
      writeWhole(options.output, page);
      const bytes = Buffer.byteLength(page);
      const kilobytes = countText(Math.ceil(bytes / 1000));
      context.stderr(`${options.output}: ${kilobytes} kB, ${subjects(report).join(", ")}\n`);
      if (bytes > LARGE)
        context.stderr("note: fewer models, or --no-texts, make a page that is easier to attach\n");
    });
}

/** Some mail and issue trackers take no more. */
const LARGE = 1_500_000;

async function assemble(
  names: readonly string[],
  options: ReportOptions,
  { stderr, env }: Pick<CliContext, "stderr" | "env">,
): Promise<HtmlReport> {
  const { seed, resamples, over, margin } = options;
  const runs = (await Promise.all(names.map(findRuns))).flat();
  const baseline = options.baseline === undefined ? undefined : await findRun(options.baseline);
  const read = baseline === undefined ? runs : [...runs, baseline];
  tellNotes(read, { stderr });
  refuseShortForms(read, options.key);
  const [first] = runs;
  const reference =
    first !== undefined && runs.every(isShortForm)
      ? referenceFor(first, options.key)
      : loadReference(options.key);
  const reported = runs.map((run) => withoutPrefix(identityOf(run).subject));
  const released = reference.released.filter(({ subject }) => !reported.includes(subject));
  const request = {
    runs,
    baseline,
    key: options.key,
    referenceOf: (run: Run) => referenceFor(run, options.key),
    keysOf: (run: Run) => KEY_IDS.filter((id) => isScoredUnder(run, id)).map(loadKey),
    items: loadItems(),
    settings: { seed, resamples, over, margin },
    full: options.full ?? false,
    released,
    overlay: overlay(
      options.released,
      released.map(({ subject }) => subject),
    ),
    textOf: options.texts ? findItemTexts(env) : undefined,
    origin: origin(),
  };
  return assembleReport(request, (index, subject) => {
    if (runs.length > 1) stderr(`analysing ${index + 1} of ${runs.length}: ${subject}\n`);
  });
}

function origin(): HtmlReport["origin"] {
  const { release } = loadManifest().sources;
  return {
    version: packageVersion(),
    releaseCommit: release?.["commit"] ?? "",
    releaseUrl: release?.["repository"] ?? "",
    runs: [],
  };
}

function overlay(wanted: readonly string[], released: readonly string[]): string[] {
  if (wanted.length > 2) throw new InputError("--released takes two models at most");
  return wanted.map((name) => {
    const model = withoutPrefix(name);
    if (released.includes(model)) return model;
    throw new InputError(noReleasedModel(name, released, " beside those reported"));
  });
}

function subjects({ models }: HtmlReport): string[] {
  return models.map(({ analysis }) => analysis.profile.subject);
}
