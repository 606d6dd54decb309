/**
 * Makes `npx value-portrait` work in this repository: npm links the commands of dependencies, not the project's own.
 * Run after each build by npm's `prepare`; not part of the package.
 */
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const root = fileURLToPath(new URL("..", import.meta.url));
const manifestSchema = z.object({ bin: z.record(z.string(), z.string()) });
const { bin } = manifestSchema.parse(JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")));
const folder = path.join(root, "node_modules/.bin");

// Windows has no links that npx would run; there `node dist/cli/main.js` does the same.
if (process.platform !== "win32" && existsSync(path.dirname(folder))) {
  mkdirSync(folder, { recursive: true });
  for (const [name, file] of Object.entries(bin)) {
    const link = path.join(folder, name);
    chmodSync(path.join(root, file), 0o755);
    rmSync(link, { force: true });
    symlinkSync(path.relative(folder, path.join(root, file)), link);
  }
}
