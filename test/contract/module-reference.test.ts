import { existsSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { fileReference, moduleReference } from "../../src/contract/module-reference.ts";

test("a path stays as it is, because promptfoo does not read a reference as a URL", () => {
  expect(fileReference("/my pröject/100%/likert.js", "likert")).toBe(
    "file:///my pröject/100%/likert.js:likert",
  );
});

test("a drive is left out, because promptfoo would take its colon for that before the function", () => {
  expect(fileReference("D:\\a b\\likert.js", "likert")).toBe("file:///a b/likert.js:likert");
});

test("a share of a server stays one, where promptfoo resolves it on Windows", () => {
  const reference = fileReference("\\\\server\\share\\a b\\likert.js");
  expect(reference).toBe("file:////server/share/a b/likert.js");
  const resolved = path.win32.resolve("D:\\work", reference.slice("file://".length));
  expect(resolved).toBe("\\\\server\\share\\a b\\likert.js");
});

test("a module is found, with and without the name of an export", () => {
  const reference = moduleReference("providers/published");
  expect(existsSync(reference.slice("file://".length))).toBe(true);
  expect(moduleReference("providers/published", "x")).toBe(`${reference}:x`);
});
