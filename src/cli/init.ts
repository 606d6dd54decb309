import { existsSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { Command, Option } from "commander";
import { moduleReference } from "../contract/module-reference.ts";
import { InputError } from "../lib/input-error.ts";
import { writeWhole } from "../lib/write-file.ts";
import {
  CONFIG_FORMATS,
  type ConfigChoices,
  type ConfigFormat,
  configFile,
  type Reference,
} from "../promptfoo/config/config-file.ts";
import { findReleased } from "../release/find-released.ts";
import { PUBLISHED_PREFIX } from "../release/released-model.ts";
import type { CliContext } from "./context.ts";
import { examples, wholeNumber } from "./options.ts";

type InitOptions = ConfigChoices & {
  readonly format: ConfigFormat;
  readonly output?: string;
  readonly force?: true;
};

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
    .option("--sample <n>", "ask a random sample of this many items, for a first look", wholeNumber(1))
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
    .action((options: InitOptions) => context.stdout(runInit(options, process.cwd())));
}

const DEFAULT_PROVIDERS = ["published:gpt-4o-2024-05-13", "published:claude-3-5-sonnet-20241022"];

function runInit({ format, output, force, ...choices }: InitOptions, folder: string): string {
  const file = path.resolve(folder, output ?? `promptfooconfig.${format}`);
  const name = path.relative(folder, file);
  checkPublished(choices.providers);
  if (force !== true && existsSync(file))
    throw new InputError(`${name} is already here. Replace it with --force, or name another with --output`);
  const other = otherConfig(file);
  if (force !== true && output === undefined && other !== undefined)
    throw new InputError(
      `${other} is already here, and promptfoo reads only one of them. Name this one: --output portrait.${format}`,
    );
  writeWhole(file, configFile(choices, format, referenceFrom(path.dirname(file))));
  const option = isDefault(file) && other === undefined ? "" : ` -c ${name}`;
  return [
    `Wrote ${name}`,
    ...(findInstalled(folder) === undefined
      ? ["Install both once: npm install --save-dev promptfoo value-portrait"]
      : []),
    "Next:",
    `  npx promptfoo validate${option}`,
    `  npx promptfoo eval${option} -o results.jsonl`,
    "  npx value-portrait score results.jsonl",
    "",
  ].join("\n");
}

/** Says what is wrong with a name now, and not when promptfoo starts. */
function checkPublished(providers: readonly string[]): void {
  for (const id of providers) if (id.startsWith(PUBLISHED_PREFIX)) findReleased(id);
}

/** Where promptfoo looks when no config is named (0.123). */
const CONFIG_EXTENSIONS = ["yaml", "yml", "json", "cjs", "cts", "js", "mjs", "mts", "ts"];
const DEFAULT_CONFIGS = CONFIG_EXTENSIONS.map((extension) => `promptfooconfig.${extension}`);

function isDefault(file: string): boolean {
  return DEFAULT_CONFIGS.includes(path.basename(file));
}

/** Another config in the same folder that promptfoo finds by itself. */
function otherConfig(file: string): string | undefined {
  const folder = path.dirname(file);
  return DEFAULT_CONFIGS.find((name) => name !== path.basename(file) && existsSync(path.join(folder, name)));
}

/** The package in a folder's own or a parent's node_modules, as Node would find it. */
function findInstalled(folder: string): string | undefined {
  const candidate = path.join(folder, "node_modules", "value-portrait");
  if (existsSync(path.join(candidate, "package.json"))) return candidate;
  const parent = path.dirname(folder);
  return parent === folder ? undefined : findInstalled(parent);
}

/**
 * References for a YAML config: relative to it when the package is installed there, so that the file works on other
 * computers too; else to the files of this very package.
 */
function referenceFrom(folder: string): Reference {
  const root = findInstalled(folder);
  if (root === undefined) return moduleReference;
  const relative = path.relative(folder, root).replaceAll("\\", "/");
  return (module, name) => `file://${relative}/dist/${module}.js${name === undefined ? "" : `:${name}`}`;
}
