import { linkSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { expect, test } from "vitest";
import { isSameFile } from "../../src/lib/same-file.ts";

const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-same-"));
const at = (name: string) => path.join(folder, name);
writeFileSync(at("file"), "");
writeFileSync(at("twin"), "");
linkSync(at("file"), at("hard"));
symlinkSync("file", at("soft"));
symlinkSync(".", at("round"));
symlinkSync("self", at("self"));

test.each(["file", "hard", "soft", "./file", "round/round/file"])("%s is the file", (name) => {
  expect(isSameFile(`${folder}/${name}`, at("file"))).toBe(true);
});

test.each(["twin", "none", ".", "file/below", "self"])("%s is another", (name) => {
  expect(isSameFile(at(name), at("file"))).toBe(false);
});

test("two names without a file are not the same file", () => {
  expect(isSameFile(at("none"), at("none"))).toBe(false);
});

test.skipIf(process.platform === "win32")("a device is no file", () => {
  expect(isSameFile("/dev/null", "/dev/null")).toBe(false);
});
