import { Command } from "commander";
import { KEY_IDS } from "../instrument/key.ts";
import { jsonDocument } from "../lib/json-document.ts";
import { seededRandom } from "../lib/random.ts";
import { loadKey } from "../release/data.ts";
import { completeRatings } from "../release/reference.ts";
import { keyCardTable, keySensitivityTable } from "../report/key-tables.ts";
import { renderTables, type TableFormat } from "../report/render-table.ts";
import { type KeyCard, keyCard } from "../scoring/analysis/key-card.ts";
import { keySensitivity } from "../scoring/analysis/key-sensitivity.ts";
import { instrumentReliability } from "../scoring/reliability/instrument-reliability.ts";
import { itemRatings } from "../scoring/score/item-ratings.ts";
import type { CliContext } from "./context.ts";
import { findRun } from "./find-runs.ts";
import { examples, formatOption, seedOption } from "./options.ts";

type KeysOptions = { readonly seed: number; readonly format: TableFormat | "json" };

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
      context.stdout(run === undefined ? cards(options) : await underAllKeys(run, options)),
    );
}

function cards({ seed, format }: KeysOptions): string {
  const described = KEY_IDS.map((id): KeyCard => {
    const key = loadKey(id);
    const reliabilities = instrumentReliability(completeRatings(), key, { random: seededRandom(seed) });
    return keyCard(key, loadKey("released"), reliabilities);
  });
  if (format === "json")
    return jsonDocument({ format: "value-portrait/keys", version: 1, seed, keys: described });
  return renderTables(described.map(keyCardTable), format);
}

async function underAllKeys(name: string, { format }: KeysOptions): Promise<string> {
  const run = await findRun(name);
  const sensitivity = keySensitivity({ run, ratings: itemRatings(run.responses) }, KEY_IDS.map(loadKey));
  if (format === "json")
    return jsonDocument({ format: "value-portrait/key-sensitivity", version: 1, ...sensitivity });
  return renderTables([keySensitivityTable(sensitivity)], format);
}
