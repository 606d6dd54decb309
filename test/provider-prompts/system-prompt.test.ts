import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { systemPrompt } from "../../src/provider-prompts/system-prompt.ts";

const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-system-"));

test("a text is itself", () => {
  expect(systemPrompt("You are a nurse.\n", folder)).toBe("You are a nurse.\n");
});

test("a file gives its text, by a path from the folder or a whole one, without the last line break", () => {
  writeFileSync(path.join(folder, "a nurse.txt"), "You are a nurse.\n\nBe kind.\n");
  const text = "You are a nurse.\n\nBe kind.";
  expect(systemPrompt("file://a nurse.txt", folder)).toBe(text);
  expect(systemPrompt("file://./a nurse.txt", folder)).toBe(text);
  expect(systemPrompt(pathToFileURL(path.join(folder, "a nurse.txt")).href, "/nowhere")).toBe(text);
});

test("a file is found whose path would be another as a URL", () => {
  const team = path.join(folder, "team #1 100%");
  mkdirSync(team);
  writeFileSync(path.join(team, "nurse.txt"), "You are a nurse.\r\n");
  for (const reference of [`file://${team}/nurse.txt`, "file://team #1 100%/nurse.txt"])
    expect(systemPrompt(reference, folder)).toBe("You are a nurse.");
});

test("a file that is missing or empty is an error: its name must not be sent in its place", () => {
  writeFileSync(path.join(folder, "empty.txt"), "\n");
  expect(() => systemPrompt("file://none.txt", folder)).toThrow(
    /^cannot read the system prompt: ENOENT.*none\.txt/,
  );
  expect(() => systemPrompt("file://empty.txt", folder)).toThrow(/^the system prompt is empty: .*empty\.txt/);
});
