/**
 * Makes the MCP bundle of this version, for Claude Desktop and other programs that install .mcpb files with a click:
 * bundle/value-portrait-<version>.mcpb, with the built program, data/ and the packages that it needs, so that
 * it runs without npm and network. Validated and packed by the format's own tool, which npx gets from npm.
 * Run: npm run bundle
 */
import { execFileSync, execSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { bundleManifest } from "./bundle-manifest.ts";
import { MCPB } from "./mcpb.ts";
import { productionPackages } from "./production-packages.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const OUT = path.join(ROOT, "bundle");
const readJson = (file: string): unknown => JSON.parse(readFileSync(path.join(ROOT, file), "utf8"));

const manifest = bundleManifest(readJson("package.json"));
const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-bundle-"));
const contents = path.join(folder, "contents");
const file = `value-portrait-${manifest.version}.mcpb`;

mkdirSync(contents);
writeFileSync(path.join(contents, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
for (const name of ["package.json", "LICENSE", "data"])
  cpSync(path.join(ROOT, name), path.join(contents, name), { recursive: true });
// Compiled anew, because dist/ may hold what earlier builds left.
const tsc = path.join(ROOT, "node_modules/typescript/bin/tsc");
execFileSync(process.execPath, [tsc, "-p", ROOT, "--outDir", path.join(contents, "dist")], {
  stdio: "inherit",
});
for (const name of productionPackages(readJson("package-lock.json"))) copyPackage(name);

// By a shell, because npx is a script on Windows; names without a space, relative to the working folder.
for (const command of ["validate contents/manifest.json", `pack contents ${file}`])
  execSync(`npx -y ${MCPB} ${command}`, { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
mkdirSync(OUT, { recursive: true });
cpSync(path.join(folder, file), path.join(OUT, file));
rmSync(folder, { recursive: true });
console.log(`bundle/${file}: ${(statSync(path.join(OUT, file)).size / 1e6).toFixed(1)} MB`);

/** A package without the packages inside it, which are on the list themselves where they are needed. */
function copyPackage(name: string): void {
  const source = path.join(ROOT, name);
  const nested = path.join(source, "node_modules");
  cpSync(source, path.join(contents, name), { recursive: true, filter: (from) => from !== nested });
}
