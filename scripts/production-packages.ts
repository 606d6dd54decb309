import { z } from "zod";

const packageSchema = z.object({ dependencies: z.record(z.string(), z.string()).default({}) });
const lockSchema = z.object({ packages: z.record(z.string(), packageSchema) });

/**
 * The folders of all packages that this one needs to run, as "node_modules/zod", nested ones too, in the order of the
 * alphabet. The flags `dev` and `peer` of the lock do not say it: they are missing where npm left a package out.
 * @param lock what is in package-lock.json
 * @throws {Error} a dependency that the lock does not hold
 */
export function productionPackages(lock: unknown): string[] {
  const { packages } = lockSchema.parse(lock);
  const found = new Set([""]);
  for (const folder of found) // grows while it is walked
    for (const name of Object.keys(packages[folder]?.dependencies ?? {}))
      found.add(resolvedFolder(packages, folder, name));
  found.delete("");
  return [...found].sort();
}

/** Where Node finds a dependency: beside the package, or in a folder above it. */
function resolvedFolder(packages: Readonly<Record<string, unknown>>, from: string, name: string): string {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    const candidate = folder === "" ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (candidate in packages) return candidate;
    if (folder === "")
      throw new Error(`package-lock.json holds no ${name}, which ${from || "the project"} needs`);
  }
}
