import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { writeConfig } from "../../../src/promptfoo/config/write-config.ts";

const newFolder = () => mkdtempSync(path.join(tmpdir(), "value-portrait-init-"));
const request = { providers: ["published:gpt-4o-2024-05-13"], format: "mjs" } as const;

test("a config is written under the name that promptfoo looks for", () => {
  const folder = newFolder();
  expect(writeConfig(request, folder)).toEqual({
    name: "promptfooconfig.mjs",
    isFound: true,
    isInstalled: false,
  });
  expect(readdirSync(folder)).toEqual(["promptfooconfig.mjs"]);
});

test("a file is replaced only when that is asked for", () => {
  const folder = newFolder();
  const file = path.join(folder, "promptfooconfig.mjs");
  writeFileSync(file, "mine");
  expect(() => writeConfig(request, folder)).toThrow("promptfooconfig.mjs is already here");
  expect(readFileSync(file, "utf8")).toBe("mine");
  writeConfig({ ...request, force: true }, folder);
  expect(readFileSync(file, "utf8")).toContain("valuePortrait(");
});

test("beside a config that promptfoo would take first, another name is asked for and has to be given to promptfoo", () => {
  const folder = newFolder();
  writeFileSync(path.join(folder, "promptfooconfig.yaml"), "");
  expect(() => writeConfig(request, folder)).toThrow("promptfooconfig.yaml is already here");
  expect(writeConfig({ ...request, output: "portrait.mjs" }, folder)).toMatchObject({
    name: "portrait.mjs",
    isFound: false,
  });
});

test("a released model of no such name is refused before anything is written", () => {
  const folder = newFolder();
  expect(() => writeConfig({ ...request, providers: ["published:gpt-9"] }, folder)).toThrow(
    'no released model "published:gpt-9"',
  );
  expect(readdirSync(folder)).toEqual([]);
});
