/**
 * Adds to package-lock.json the platform packages that npm left out because the registry in use does not serve
 * them: without an entry for each, `npm ci` calls the lock file out of date on every machine. Entries have no
 * checksum, as no package was seen; npm fetches them only on their own platform.
 *
 *   npm install && npx tsx scripts/complete-lock.ts
 */
import { readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";

const packageSchema = z.looseObject({
  version: z.string().optional(),
  dev: z.boolean().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const lockSchema = z.looseObject({ packages: z.record(z.string(), packageSchema) });

/** npm's names of operating systems and processors, as platform packages have them in theirs. */
const SYSTEMS = [
  "aix",
  "android",
  "darwin",
  "freebsd",
  "linux",
  "netbsd",
  "openbsd",
  "openharmony",
  "sunos",
  "win32",
];
const PROCESSORS = [
  "arm64",
  "arm",
  "ia32",
  "loong64",
  "mips64el",
  "ppc64",
  "riscv64",
  "s390x",
  "wasm32",
  "x64",
];

/** What a platform package's name says of where it runs; undefined when it says nothing. */
function platformOf(name: string): object | undefined {
  const os = SYSTEMS.find((system) => name.includes(system));
  const cpu = PROCESSORS.find((processor) => name.includes(processor));
  if (os === undefined || cpu === undefined) return undefined;
  const libc = os === "linux" ? { libc: [name.includes("musl") ? "musl" : "glibc"] } : {};
  return { os: [os], cpu: [cpu], ...libc };
}

const file = new URL("../package-lock.json", import.meta.url);
const lock = lockSchema.parse(JSON.parse(readFileSync(file, "utf8")));
for (const [place, { dev, optionalDependencies }] of Object.entries(lock.packages))
  for (const [name, version] of Object.entries(optionalDependencies ?? {})) {
    const [root, nested] = [`node_modules/${name}`, `${place}/node_modules/${name}`];
    const isThere = [root, nested].some((path) => lock.packages[path]?.version === version);
    const platform = platformOf(name);
    if (isThere || platform === undefined || !/^\d/.test(version)) continue;
    // Beside another version of itself it lies within the package that wants it.
    lock.packages[root in lock.packages ? nested : root] = {
      version,
      ...(dev === true ? { dev } : {}),
      optional: true,
      ...platform,
    };
  }
const sorted = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify({ ...lock, packages: sorted }, null, 2)}\n`);
