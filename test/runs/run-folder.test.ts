import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { beforeEach, describe, expect, test } from "vitest";
import { type RunFile, toRunFileModel } from "../../src/runs/run-file.ts";
import { readRunFiles, writeRunFile } from "../../src/runs/run-folder.ts";
import { cli } from "../fixtures/run-cli.ts";

const MAKE_PIPE = "mkfifo";

const run = {
  subject: "model-a",
  responses: [
    { item: "1008/1", variant: "v1", repeat: 0, answer: { kind: "rating", rating: 4 } },
    { item: "1008/1", variant: "v1", repeat: 1, answer: { kind: "refusal" } },
    { item: "2025/5", variant: "v1", repeat: 0, answer: { kind: "rating", rating: 2 } },
  ],
} as const;

const file: RunFile = {
  format: "value-portrait/run",
  version: 1,
  evalId: "eval-a:b/c",
  created: "2026-11-23T00:00:00Z",
  promptfoo: "0.123.1",
  key: "released",
  models: [toRunFileModel(run, "p")],
};

const newFolder = () => path.join(mkdtempSync(path.join(tmpdir(), "value-portrait-runs-")), "runs");

test("a written run file is found in its folder, under a name that any file system takes", () => {
  const folder = newFolder();
  writeRunFile(folder, file);
  writeRunFile(folder, file);
  expect(readdirSync(folder)).toEqual(["eval-a_b_c.json"]);
  expect(readRunFiles(folder)).toMatchObject({ files: [{ name: "eval-a_b_c.json", file }], skipped: [] });
});

test("another eval whose id makes the same name, as on a system without case, is not replaced", () => {
  const folder = newFolder();
  const ids = ["eval-a:b/c", "eval-a_b/c", "eval-a b c"];
  for (const evalId of [...ids, ...ids]) writeRunFile(folder, { ...file, evalId });
  expect(readRunFiles(folder).files.map((one) => [one.name, one.file.evalId])).toEqual([
    ["eval-a_b_c-2.json", "eval-a_b/c"],
    ["eval-a_b_c-3.json", "eval-a b c"],
    ["eval-a_b_c.json", "eval-a:b/c"],
  ]);
});

test.each([
  ["CON", "_CON.json"],
  ["nul.x", "_nul.x.json"],
  ["com1", "_com1.json"],
  ["console", "console.json"],
  ["..", "...json"],
  ["x".repeat(300), `${"x".repeat(200)}.json`],
])("an eval called %s gets a name that every system takes", (evalId, name) => {
  const folder = newFolder();
  expect(path.basename(writeRunFile(folder, { ...file, evalId }))).toBe(name);
  expect(readRunFiles(folder).files.map((one) => one.name)).toEqual([name]);
});

test("files that are no run files are reported and do not hinder the others", () => {
  const folder = newFolder();
  writeRunFile(folder, file);
  const [model] = file.models;
  const broken = {
    "cut.json": JSON.stringify(file).slice(0, 40),
    "future.json": JSON.stringify({ ...file, version: 2 }),
    "other.json": "[]",
    "short.json": JSON.stringify({ ...file, models: [{ ...model, items: ["1008/1"] }] }),
  };
  for (const [name, content] of Object.entries(broken)) writeFileSync(path.join(folder, name), content);
  mkdirSync(path.join(folder, "folder.json"));
  const { files, skipped } = readRunFiles(folder);
  expect(files).toHaveLength(1);
  expect(skipped.map(({ name }) => name)).toEqual([
    "cut.json",
    "folder.json",
    "future.json",
    "other.json",
    "short.json",
  ]);
});

test("a folder that is not there is empty", () => {
  expect(readRunFiles(newFolder())).toEqual({ files: [], skipped: [] });
});

test("`score` takes a run file, and a folder of them", async () => {
  const folder = newFolder();
  const written = writeRunFile(folder, file);
  const one = await cli("score", written, "--format", "json");
  expect(JSON.parse(one.stdout)).toMatchObject({
    input: { rows: 3, duplicates: 0, repeated: 2 },
    profiles: [{ subject: "model-a", answers: { total: 3, rating: 2, refusal: 1 } }],
  });
  writeFileSync(path.join(folder, "other.json"), "[]");
  const all = await cli("score", folder, "--format", "csv");
  expect(all.stderr).toMatch(/^warning: other.json was left out: /);
  expect(all.stdout).toContain(",values,Achievement,");
});

describe("opens nothing outside the folder", () => {
  const text = JSON.stringify(file);
  let folder = "";
  const write = (name: string, content = text) => writeFileSync(path.join(folder, name), content);
  const names = () => readRunFiles(folder).files.map(({ name }) => name);
  const reasons = () => readRunFiles(folder).skipped.map(({ name, reason }) => `${name}: ${reason}`);

  beforeEach(() => {
    folder = newFolder();
    mkdirSync(folder);
  });

  test.runIf(process.platform !== "win32")("a link that leads out is skipped, one inside is followed", () => {
    const outside = newFolder();
    writeRunFile(outside, file);
    write("inside.json");
    symlinkSync(path.join(outside, "eval-a_b_c.json"), path.join(folder, "out.json"));
    symlinkSync("inside.json", path.join(folder, "in.json"));
    symlinkSync("nowhere", path.join(folder, "broken.json"));
    expect(names()).toEqual(["in.json", "inside.json"]);
    expect(reasons()).toEqual([
      "broken.json: cannot be opened",
      "out.json: a link that leads out of the folder",
    ]);
  });

  test("a folder with a longer name that begins alike is outside", () => {
    const sibling = `${folder}-sibling`;
    mkdirSync(sibling);
    writeFileSync(path.join(sibling, "a.json"), text);
    symlinkSync(path.join(sibling, "a.json"), path.join(folder, "a.json"));
    expect(names()).toEqual([]);
  });

  test("folders below and other files are not read", () => {
    mkdirSync(path.join(folder, "below.json"));
    mkdirSync(path.join(folder, "below"));
    write("below/a.json");
    write("notes.txt");
    expect(names()).toEqual([]);
    expect(reasons()).toEqual(["below.json: not a regular file"]);
  });

  test("what is too large is not read", () => {
    write("large.json", " ".repeat(5_000_001));
    expect(reasons()).toEqual(["large.json: larger than 5 MB"]);
  });

  test.runIf(process.platform === "linux")("a pipe does not hold anyone up", async () => {
    execFileSync(MAKE_PIPE, [path.join(folder, "pipe.json")]);
    write("run.json");
    const { stdout, stderr } = await cli("score", folder, "--format", "csv");
    expect(stderr).toContain("warning: pipe.json was left out: not a regular file\n");
    expect(stdout).toContain(",values,Achievement,");
  });
});

test("what cannot be listed is named with its place", () => {
  const place = path.join(newFolder(), "..", "notes.txt");
  writeFileSync(place, "");
  expect(readRunFiles(place)).toEqual({ files: [], skipped: [{ name: place, reason: "cannot be listed" }] });
});
