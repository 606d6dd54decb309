import { InvalidArgumentError, Option } from "commander";
import { KEY_IDS, KEY_RULES, type KeyId } from "../instrument/key.ts";
import { PRINT_FORMATS } from "../report/printout.ts";
import { DEFAULT_MARGIN } from "../scoring/compare/verdict.ts";
import { RESAMPLED, type Resampled } from "../scoring/uncertainty/interval.ts";
import { DEFAULT_RESAMPLES, DEFAULT_SEED } from "../scoring/uncertainty/query-draws.ts";

/** Options that several subcommands share; each is defined once. */
export type AnalysisOptions = {
  readonly key: KeyId;
  readonly seed: number;
  readonly resamples: number;
  readonly over: Resampled;
  readonly margin: number;
};

/** @param more formats that only this subcommand has */
export function formatOption(...more: readonly string[]): Option {
  return new Option("-f, --format <format>", "how to print")
    .choices([...PRINT_FORMATS, ...more])
    .default("table");
}

export function keyOption(): Option {
  const experimental = KEY_IDS.filter((id) => KEY_RULES[id].experimental).join(", ");
  return new Option("--key <key>", `which items measure what (experimental: ${experimental})`)
    .choices(KEY_IDS)
    .default("released");
}

export function seedOption(): Option {
  return new Option("--seed <number>", "seed of all resampling")
    .default(DEFAULT_SEED)
    .argParser(wholeNumber(0));
}

export function resamplesOption(): Option {
  return new Option("--resamples <number>", "bootstrap resamples and permutations")
    .default(DEFAULT_RESAMPLES)
    .argParser(wholeNumber(100));
}

export function overOption(): Option {
  return new Option("--over <what>", "whether intervals hold for other queries, or for other prompts too")
    .choices(RESAMPLED)
    .default("queries");
}

/** Reads a whole number of at least `least`. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (Number.isInteger(number) && number >= least) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${least} up.`);
  };
}

export function marginOption(): Option {
  return new Option("--margin <points>", "differences below this many rating points do not matter")
    .default(DEFAULT_MARGIN)
    .argParser((text) => {
      const margin = Number(text);
      if (margin > 0 && Number.isFinite(margin)) return margin;
      throw new InvalidArgumentError("It must be a number above 0, in rating points.");
    });
}

/**
 * The examples below a subcommand's help.
 * @param commands without the prompt before them
 * @example
 * examples("value-portrait pull"); // => "\nExample:\n  $ value-portrait pull"
 */
export function examples(...commands: readonly string[]): string {
  return [`\nExample${commands.length === 1 ? "" : "s"}:`, ...commands.map((line) => `  $ ${line}`)].join(
    "\n",
  );
}
