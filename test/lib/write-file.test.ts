import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { InputError } from "../../src/lib/input-error.ts";
import { writeWhole } from "../../src/lib/write-file.ts";

const newFolder = () => mkdtempSync(path.join(tmpdir(), "value-portrait-write-"));

test("writes a file into a folder that it makes, and leaves nothing else there", () => {
  const folder = path.join(newFolder(), "a", "b");
  writeWhole(path.join(folder, "file"), "whole");
  expect(readdirSync(folder)).toEqual(["file"]);
});

test("a folder that cannot be made is an InputError with the file's name", () => {
  const file = path.join(newFolder(), "file");
  writeFileSync(file, "");
  expect(() => writeWhole(path.join(file, "below"), "")).toThrow(InputError);
  expect(() => writeWhole(path.join(file, "below"), "")).toThrow(`Cannot write ${file}/below: `);
});
