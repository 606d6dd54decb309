import { readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

/** A promptfoo on this computer. */
export type Promptfoo = {
  readonly version: string;
  /** Its command line, a script for Node. */
  readonly script: string;
  /** Its main file, an ES module. */
  readonly main: string;
};

/** The folder of this file: a promptfoo above it is the one beside this package. */
export const HERE = path.dirname(fileURLToPath(import.meta.url));

/**
 * The promptfoo that is installed in a folder or above it; undefined when there is none.
 * @example
 * findPromptfoo(process.cwd()); // => { version: "0.123.1", script: "…/entrypoint.js", main: "…/index.js" }
 */
export function findPromptfoo(folder: string): Promptfoo | undefined {
  const entry = resolveFrom(folder);
  const found = entry === undefined ? undefined : packageAbove(entry);
  if (entry === undefined || found === undefined) return undefined;
  const { root, version, bin } = found;
  // A require finds the CommonJS build, whose logger fails (0.123.1); the ES module lies beside it.
  return { version, script: path.join(root, bin.promptfoo), main: entry.replace(/\.cjs$/, ".js") };
}

/**
 * The version of the promptfoo in which this code runs, or else of the one that is installed beside it; "unknown"
 * when neither is found.
 * @param script the script that this process runs
 */
export function promptfooVersion(script: string | undefined): string {
  const host = script === undefined ? undefined : packageAbove(script);
  return (host ?? findPromptfoo(HERE))?.version ?? "unknown";
}

/** Whether a script is promptfoo's own command line. */
export function isPromptfoo(script: string): boolean {
  return packageAbove(script) !== undefined;
}

function resolveFrom(folder: string): string | undefined {
  try {
    return createRequire(path.join(folder, "package.json")).resolve("promptfoo");
  } catch {
    return undefined; // not installed there
  }
}

const packageSchema = z.object({
  name: z.literal("promptfoo"),
  version: z.string(),
  bin: z.object({ promptfoo: z.string() }),
});

type Package = z.infer<typeof packageSchema> & { readonly root: string };

/** promptfoo's package around a file of its own. */
function packageAbove(file: string): Package | undefined {
  try {
    for (let root = path.dirname(realpathSync(file)); ; root = path.dirname(root)) {
      const manifest = manifestIn(root);
      if (manifest !== undefined) return { ...manifest, root };
      if (root === path.dirname(root)) return undefined;
    }
  } catch {
    return undefined; // no such file
  }
}

function manifestIn(folder: string) {
  try {
    return packageSchema.safeParse(JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"))).data;
  } catch {
    return undefined; // no package.json here
  }
}
