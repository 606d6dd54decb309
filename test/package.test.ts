import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

const ROOT = path.resolve(import.meta.dirname, "..");

const packageSchema = z.object({
  homepage: z.string(),
  bugs: z.string(),
  repository: z.object({ type: z.literal("git"), url: z.string() }),
});

test("the package and the citation name one address of the project", () => {
  const { homepage, bugs, repository } = packageSchema.parse(JSON.parse(read("package.json")));
  const citation = z.object({ "repository-code": z.string() }).parse(parse(read("CITATION.cff")));
  const address = citation["repository-code"];
  expect({ homepage, bugs, repository: repository.url }).toEqual({
    homepage: `${address}#readme`,
    bugs: `${address}/issues`,
    repository: `git+${address}.git`,
  });
});

test("what is packed links only to what is packed", { tags: "slow", timeout: 60_000 }, () => {
  const files = packedFiles();
  expect(files).toContain("README.md");
  const broken = files
    .filter((file) => file.endsWith(".md"))
    .flatMap((page) =>
      linksOf(page)
        .map((link) => path.posix.join(path.posix.dirname(page), link))
        .filter((target) => !files.some((file) => file === target || file.startsWith(`${target}/`)))
        .map((target) => `${page}: ${target}`),
    );
  expect(broken).toEqual([]);
});

/** The files that `npm pack` would put into the package. */
function packedFiles(): string[] {
  const output = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: ROOT,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    shell: process.platform === "win32",
  });
  // An array, or an object by package name: versions of npm differ.
  const packed: unknown = JSON.parse(output);
  const [first] = z
    .array(z.object({ files: z.array(z.object({ path: z.string() })) }))
    .parse(Array.isArray(packed) ? packed : Object.values(z.record(z.string(), z.unknown()).parse(packed)));
  return (first?.files ?? []).map((file) => file.path);
}

/** Files that a page links to or shows; code is no link. */
function linksOf(page: string): string[] {
  const text = read(page).replaceAll(/^```.*?^```/gms, "");
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = ""]) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => target.split("#")[0] ?? "")
    .filter((target) => target !== "");
}

function read(file: string): string {
  return readFileSync(path.join(ROOT, file), "utf8");
}
