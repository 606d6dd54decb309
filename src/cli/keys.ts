import { Command } from "commander";
import { KEY_IDS } from "../instrument/key.ts";
import { seededRandom } from "../lib/random.ts";
import { loadKey } from "../release/data.ts";
import { keyCards } from "../release/key-cards.ts";
import { loadReference } from "../release/reference.ts";
import { defaultKeyOf, isScoredUnder } from "../release/short-form.ts";
import { factsOf } from "../report/csv/run-cells.ts";
import { keyCardsPrintout, keySensitivityPrintout } from "../report/key-tables.ts";
import { type PrintFormat, type Printout, renderPrintout } from "../report/printout.ts";
import { identityOf } from "../runs/run-identity.ts";
import { keySensitivity } from "../scoring/analysis/key-sensitivity.ts";
import { countAnswers } from "../scoring/score/count-answers.ts";
import { reduceRun } from "../scoring/score/reduced-run.ts";
import { screenRun } from "../scoring/screen/validity-screen.ts";
import type { CliContext } from "./context.ts";
import { findRun, tellNotes } from "./find-runs.ts";
import { examples, formatOption, seedOption } from "./options.ts";

type KeysOptions = { readonly seed: number; readonly format: PrintFormat };

/** `value-portrait keys`: the scoring keys and their reliability, or a run under all of them. */
export function keysCommand(context: CliContext): Command {
  return new Command("keys")
    .summary("describe the scoring keys, or score a run under all of them")
    .description(
      "Without a run: for every key its rule, items, and reliability over the 33 complete released models. Raw alpha " +
        "carries how far models differ in agreeing with everything; alpha and split-half are of centred scores. " +
        "With a run: its scores under every key.",
    )
    .argument("[run]", "a promptfoo output, a run file, or a released model")
    .addOption(formatOption())
    .addOption(seedOption())
    .addHelpText("after", examples("value-portrait keys", "value-portrait keys gpt-4o-2024-05-13"))
    .action(async (run: string | undefined, options: KeysOptions) =>
      context.stdout(renderPrintout(await keysPrintout(run, options, context), options.format)),
    );
}

async function keysPrintout(
  name: string | undefined,
  { seed }: KeysOptions,
  context: CliContext,
): Promise<Printout> {
  if (name === undefined) return keyCardsPrintout(keyCards(seed), seed);
  const run = await findRun(name);
  const notes = tellNotes([run], context);
  const { key, screen } = loadReference(defaultKeyOf(run));
  const reduced = reduceRun(run, key);
  const { verdict: validity } = screenRun(reduced, screen, seededRandom(seed));
  const facts = {
    ...factsOf({ subject: run.subject, run: identityOf(run), counts: countAnswers(run) }),
    validity,
  };
  const keys = KEY_IDS.filter((id) => isScoredUnder(run, id)).map(loadKey);
  return keySensitivityPrintout(keySensitivity(reduced, keys), facts, notes);
}
