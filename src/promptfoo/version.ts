import { readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const packageSchema = z.object({ name: z.literal("promptfoo"), version: z.string() });

/**
 * The version of the promptfoo in which this code runs, or else of the one that is installed beside it; "unknown"
 * when neither is found.
 * @param script the script that this process runs
 */
export function promptfooVersion(script: string | undefined): string {
  const places = [script, resolved("promptfoo")].filter((place) => place !== undefined);
  for (const place of places) {
    const version = versionAbove(place);
    if (version !== undefined) return version;
  }
  return "unknown";
}

function resolved(name: string): string | undefined {
  try {
    return fileURLToPath(import.meta.resolve(name));
  } catch {
    return undefined; // not installed beside this package
  }
}

/** The version in the nearest package.json of promptfoo in the folders above a file. */
function versionAbove(file: string): string | undefined {
  try {
    for (let folder = path.dirname(realpathSync(file)); ; folder = path.dirname(folder)) {
      const version = versionIn(path.join(folder, "package.json"));
      if (version !== undefined || folder === path.dirname(folder)) return version;
    }
  } catch {
    return undefined; // no such file
  }
}

function versionIn(manifest: string): string | undefined {
  try {
    return packageSchema.safeParse(JSON.parse(readFileSync(manifest, "utf8"))).data?.version;
  } catch {
    return undefined; // no package.json here
  }
}
