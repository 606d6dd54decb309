/** The linter holds the import directions that docs/ARCHITECTURE.md draws: every forbidden import, planted, is refused. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { describe, expect, test } from "vitest";
import { z } from "zod";

const ROOT = path.resolve(import.meta.dirname, "..");

/** What each folder of src/ may import, as the map says. */
const [table = ""] = readFileSync(path.join(ROOT, "docs/ARCHITECTURE.md"), "utf8").split(
  "## Inside scoring/",
);
const allowed = new Map(
  [...table.matchAll(/^\| `([\w-]+)` \|[^|]+\|([^|]*)\|$/gm)].map(([, folder = "", imports = ""]) => [
    folder,
    imports.split(",").map((name) => name.trim()),
  ]),
);
const folders = [...allowed.keys()];

/** The files that Biome refuses for each rule, in a tree of planted files. */
function refused(files: Readonly<Record<string, string>>): Readonly<Record<string, readonly string[]>> {
  const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-house-"));
  cpSync(path.join(ROOT, "biome.json"), path.join(folder, "biome.json"));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  const args = ["lint", "--reporter=json", "--max-diagnostics=none", "--vcs-enabled=false", "."];
  const found: Record<string, string[]> = {};
  for (const { category, location } of diagnosticsOf(args, folder))
    found[category] = [...(found[category] ?? []), location.path];
  return found;
}

const reportSchema = z.object({
  diagnostics: z.array(z.object({ category: z.string(), location: z.object({ path: z.string() }) })),
});

function diagnosticsOf(args: readonly string[], cwd: string) {
  const biome = path.join(ROOT, "node_modules/@biomejs/biome/bin/biome");
  try {
    return parsed(
      execFileSync(process.execPath, [biome, ...args], {
        cwd,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      }),
    );
  } catch (error) {
    // Biome exits with 1 when it refuses something; its report is on stdout all the same.
    const { stdout } = z.object({ stdout: z.string() }).parse(error);
    return parsed(stdout);
  }
}

function parsed(report: string) {
  return reportSchema.parse(JSON.parse(report)).diagnostics;
}

const RESTRICTED = "lint/style/noRestrictedImports";
const planted = (from: string, to: string) => `src/${from}/planted-${to}.ts`;

describe("import directions", () => {
  test("the map names every folder of src/, and no other", () => {
    const there = readdirSync(path.join(ROOT, "src"), { withFileTypes: true });
    expect(folders.toSorted()).toEqual(
      there.flatMap((entry) => (entry.isDirectory() ? entry.name : [])).toSorted(),
    );
    expect(there.flatMap((entry) => (entry.isFile() ? entry.name : []))).toEqual(["index.ts"]);
  });

  test("a folder may import what the map says, and nothing else", () => {
    const pairs = folders.flatMap((from) =>
      folders.filter((to) => to !== from).map((to) => ({ from, to, file: planted(from, to) })),
    );
    const found = refused(
      Object.fromEntries(
        pairs.map(({ to, file }) => [
          file,
          `import type { Thing } from "../${to}/thing.ts";\n\nexport type Planted = Thing;\n`,
        ]),
      ),
    );
    const forbidden = pairs.filter(({ from, to }) => !allowed.get(from)?.includes(to));
    expect(forbidden.length).toBeGreaterThan(100);
    expect(new Set(found[RESTRICTED])).toEqual(new Set(forbidden.map(({ file }) => file)));
  });

  test("scoring and reports are pure, statistics know no instrument, and only some of mcp/ knows the SDK", () => {
    const text = (from: string) => `import { thing } from "${from}";\n\nexport const planted = thing;\n`;
    const files = {
      "src/scoring/score/node.ts": text("node:fs"),
      "src/scoring/score/promptfoo.ts": text("promptfoo"),
      "src/report/node.ts": text("node:path"),
      "src/report/data.ts": text("../release/data.ts"),
      "src/scoring/statistics/instrument.ts": text("../../instrument/dimensions.ts"),
      "src/scoring/statistics/uncertainty.ts": text("../uncertainty/interval.ts"),
      "src/mcp/tool.ts": text("@modelcontextprotocol/server"),
      "src/promptfoo/report.ts": text("../report/table.ts"),
    };
    const fine = {
      "src/report/profile.ts": text("../release/released-model.ts"),
      "src/promptfoo/plan/report.ts": text("../../report/table.ts"),
      "src/mcp/server.ts": text("@modelcontextprotocol/server"),
    };
    expect(refused({ ...files, ...fine })[RESTRICTED]?.toSorted()).toEqual(Object.keys(files).toSorted());
  });

  test("a circle of types is a circle", () => {
    const found = refused({
      "src/lib/one.ts": 'import type { Two } from "./two.ts";\n\nexport type One = Two;\n',
      "src/lib/two.ts": 'import type { One } from "./one.ts";\n\nexport type Two = One;\n',
    });
    expect(found["lint/suspicious/noImportCycles"]?.toSorted()).toEqual(["src/lib/one.ts", "src/lib/two.ts"]);
  });
});
