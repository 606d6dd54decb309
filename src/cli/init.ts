import process from "node:process";
import { Command, Option } from "commander";
import { CONFIG_FORMATS } from "../promptfoo/config/config-file.ts";
import { type ConfigRequest, type WrittenConfig, writeConfig } from "../promptfoo/config/write-config.ts";
import type { CliContext } from "./context.ts";
import { examples, wholeNumber } from "./options.ts";

/** `value-portrait init`: a commented promptfoo config. */
export function initCommand(context: CliContext): Command {
  return new Command("init")
    .summary("write a promptfoo config for this benchmark")
    .description(
      "Writes promptfooconfig.mjs (or .ts, or .yaml) into this folder, with comments that say what can be changed. " +
        "Never replaces a file unless told with --force.",
    )
    .option(
      "--providers <ids...>",
      "promptfoo's provider ids, or published:<model> to replay a released model",
      DEFAULT_PROVIDERS,
    )
    .option(
      "--sample <n>",
      "ask a sample of this many items, with a share of every dimension, for a first look",
      wholeNumber(1),
    )
    .addOption(new Option("-f, --format <format>", "the form").choices(CONFIG_FORMATS).default("mjs"))
    .option("-o, --output <file>", "the file (default: promptfooconfig.<format>)")
    .option("--force", "replace the file if it is there")
    .addHelpText(
      "after",
      examples(
        "value-portrait init",
        "value-portrait init --providers openai:gpt-4o-mini ollama:chat:llama3 --sample 40",
        "value-portrait init --format yaml --output portrait.yaml",
      ),
    )
    .action((options: ConfigRequest) => context.stdout(nextSteps(writeConfig(options, process.cwd()))));
}

const DEFAULT_PROVIDERS = ["published:gpt-4o-2024-05-13", "published:claude-3-5-sonnet-20241022"];

function nextSteps({ name, isFound, isInstalled }: WrittenConfig): string {
  const option = isFound ? "" : ` -c ${/\s/.test(name) ? `"${name}"` : name}`;
  return [
    `Wrote ${name}`,
    ...(isInstalled ? [] : ["Install both once: npm install --save-dev promptfoo value-portrait"]),
    "Next:",
    `  npx promptfoo validate${option}`,
    `  npx promptfoo eval${option} -o results.jsonl`,
    "  npx value-portrait score results.jsonl",
    "",
  ].join("\n");
}
