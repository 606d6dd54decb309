import { Command } from "commander";
import { InputError } from "../lib/input-error.ts";
import { packageVersion } from "../lib/package-version.ts";
import { seededRandom } from "../lib/random.ts";
import { writeWhole } from "../lib/write-file.ts";
import { loadReference, referenceFor } from "../release/reference.ts";
import { refuseShortForms } from "../release/short-form.ts";
import { comparisonPrintout, humanComparisonPrintout } from "../report/comparison-table.ts";
import { factsOf } from "../report/csv/run-cells.ts";
import { comparisonPage } from "../report/html/comparison-page.ts";
import { type PrintFormat, renderPrintout } from "../report/printout.ts";
import { identityOf } from "../runs/run-identity.ts";
import { screenedComparison } from "../scoring/analysis/screened-comparison.ts";
import { compareWithHumans } from "../scoring/people/compare-with-humans.ts";
import { countAnswers } from "../scoring/score/count-answers.ts";
import { reduceRun } from "../scoring/score/reduced-run.ts";
import { SCREEN_VERDICT_LABELS } from "../scoring/screen/screen.ts";
import { screenRun } from "../scoring/screen/validity-screen.ts";
import { checkTarget } from "./check-target.ts";
import type { CliContext } from "./context.ts";
import { findPair, findRun, tellNotes } from "./find-runs.ts";
import {
  type AnalysisOptions,
  examples,
  formatOption,
  keyOption,
  marginOption,
  resamplesOption,
  seedOption,
} from "./options.ts";

type CompareOptions = Omit<AnalysisOptions, "over"> & {
  readonly format: PrintFormat | "html";
  readonly output?: string;
};

/** What stands for the human raters where a run is expected. */
const HUMAN = "human";

/** `value-portrait compare A B`: paired differences of two runs. */
export function compareCommand(context: CliContext): Command {
  return new Command("compare")
    .summary("compare two runs, models or files, or one with people")
    .description(
      "Paired differences A minus B on the items and prompts that both answered, each with its 95% interval, a " +
        "permutation p adjusted for the family, and a verdict. A and B are promptfoo outputs, run files or names of " +
        "released models; file#model picks one of several in a file; B may be `human`.",
    )
    .argument("<a>", "a run")
    .argument("<b>", "the run to compare with, or `human`")
    .addOption(formatOption("html"))
    .option("-o, --output <file>", "write to a file instead of the terminal")
    .addOption(marginOption())
    .addOption(keyOption())
    .addOption(seedOption())
    .addOption(resamplesOption())
    .addHelpText(
      "after",
      examples(
        "value-portrait compare gpt-4o-2024-05-13 gpt-4o-2024-11-20",
        "value-portrait compare new.jsonl old.jsonl --format html -o drift.html",
        "value-portrait compare new.jsonl old.jsonl --format markdown >> $GITHUB_STEP_SUMMARY",
        'value-portrait compare "out.jsonl#my-model" human',
      ),
    )
    .action(async (a: string, b: string, options: CompareOptions) => {
      checkTarget(options.output, [a, b]);
      const text =
        b === HUMAN ? await withHumans(a, options, context) : await withRun(a, b, options, context);
      if (options.output === undefined) context.stdout(text);
      else writeWhole(options.output, text);
    });
}

async function withRun(a: string, b: string, options: CompareOptions, context: CliContext): Promise<string> {
  const [runA, runB] = await findPair(a, b);
  const notes = tellNotes([runA, runB], context);
  refuseShortForms([runA, runB], options.key);
  const reference = loadReference(options.key);
  const { comparison, screens } = screenedComparison(runA, runB, reference, options);
  for (const { subject, verdict, summary } of screens)
    if (verdict !== "interpretable")
      context.stderr(`warning: ${subject}: ${SCREEN_VERDICT_LABELS[verdict]}. ${summary}\n`);
  if (options.format === "html") return comparisonPage(comparison, screens, notes, packageVersion());
  return renderPrintout(comparisonPrintout(comparison, screens, notes), options.format);
}

async function withHumans(
  a: string,
  { key: id, format, margin, seed }: CompareOptions,
  context: CliContext,
): Promise<string> {
  if (format === "html")
    throw new InputError(
      "compare with human has no HTML form: `value-portrait report` shows people beside a run",
    );
  const run = await findRun(a);
  const notes = tellNotes([run], context);
  refuseShortForms([run], id);
  const { key, survey, released, screen } = referenceFor(run, id);
  const reduced = reduceRun(run, key);
  const { verdict: validity } = screenRun(reduced, screen, seededRandom(seed));
  const rows = compareWithHumans(
    { subject: identityOf(run).subject, ratings: reduced.ratings },
    survey,
    key,
    {
      released,
      margin,
    },
  );
  const facts = {
    ...factsOf({ subject: run.subject, run: identityOf(run), counts: countAnswers(run) }),
    validity,
  };
  return renderPrintout(humanComparisonPrintout({ ...facts, key: id, margin, notes }, rows), format);
}
