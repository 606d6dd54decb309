import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { findPromptfoo, promptfooVersion } from "../../src/promptfoo/find-promptfoo.ts";

/** A project with an installed package of promptfoo's shape. */
function project(): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "value-portrait-project-")));
  const root = path.join(folder, "node_modules/promptfoo");
  mkdirSync(path.join(root, "dist/src"), { recursive: true });
  mkdirSync(path.join(folder, "evals/today"), { recursive: true });
  const manifest = {
    name: "promptfoo",
    version: "0.200.3",
    bin: { promptfoo: "dist/src/entrypoint.js", pf: "dist/src/entrypoint.js" },
    exports: { ".": { import: "./dist/src/index.js", require: "./dist/src/index.cjs" } },
  };
  writeFileSync(path.join(root, "package.json"), JSON.stringify(manifest));
  for (const file of ["entrypoint.js", "index.js", "index.cjs"])
    writeFileSync(path.join(root, "dist/src", file), "");
  return folder;
}

test("promptfoo is found in a folder and above it, with its version, command line and ES module", () => {
  const folder = project();
  const found = {
    version: "0.200.3",
    script: path.join(folder, "node_modules/promptfoo/dist/src/entrypoint.js"),
    main: path.join(folder, "node_modules/promptfoo/dist/src/index.js"),
  };
  expect(findPromptfoo(folder)).toEqual(found);
  expect(findPromptfoo(path.join(folder, "evals/today"))).toEqual(found);
});

test("promptfoo is not found where it is not installed", () => {
  expect(findPromptfoo(mkdtempSync(path.join(tmpdir(), "value-portrait-bare-")))).toBeUndefined();
});

test("the version is that of the promptfoo that runs this process, else of the one beside this package", () => {
  const script = path.join(project(), "node_modules/promptfoo/dist/src/entrypoint.js");
  const beside = findPromptfoo(import.meta.dirname)?.version;
  expect(promptfooVersion(script)).toBe("0.200.3");
  expect(promptfooVersion("/no/such/script.js")).toBe(beside);
  expect(promptfooVersion(undefined)).toBe(beside);
});
