import { existsSync } from "node:fs";
import path from "node:path";
import { moduleReference } from "../../contract/module-reference.ts";
import { InputError } from "../../lib/input-error.ts";
import { writeWhole } from "../../lib/write-file.ts";
import { findReleased } from "../../release/find-released.ts";
import { PUBLISHED_PREFIX } from "../../release/released-model.ts";
import { type ConfigChoices, type ConfigFormat, configFile, type Reference } from "./config-file.ts";

/** What is to be written, and where. */
export type ConfigRequest = ConfigChoices & {
  readonly format: ConfigFormat;
  /** The file; promptfooconfig with the format's extension unless told. */
  readonly output?: string;
  /** Replace what is there. */
  readonly force?: boolean;
};

/** A config that was written. */
export type WrittenConfig = {
  /** Relative to the folder. */
  readonly name: string;
  /** Whether promptfoo takes it when none is named. */
  readonly isFound: boolean;
  /** Whether this package is installed in the folder or above it. */
  readonly isInstalled: boolean;
};

/**
 * Writes a promptfoo config into a folder; never replaces a file, nor adds one that promptfoo would not see beside
 * another, unless told to.
 * @throws {InputError} a file is in the way, or there is no such released model
 */
export function writeConfig(
  { format, output, force = false, ...choices }: ConfigRequest,
  folder: string,
): WrittenConfig {
  const file = path.resolve(folder, output ?? `promptfooconfig.${format}`);
  const name = path.relative(folder, file);
  checkPublished(choices.providers);
  if (!force && existsSync(file))
    throw new InputError(`${name} is already here. Replace it with --force, or name another with --output`);
  const other = otherConfig(file);
  if (!force && output === undefined && other !== undefined)
    throw new InputError(
      `${other} is already here, and promptfoo reads only one of them. Name this one: --output portrait.${format}`,
    );
  writeWhole(file, configFile(choices, format, referenceFrom(path.dirname(file))));
  return {
    name,
    isFound: isDefault(file) && other === undefined,
    isInstalled: findInstalled(folder) !== undefined,
  };
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
