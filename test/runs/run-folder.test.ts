import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { type RunFile, toRunFileModel } from "../../src/runs/run-file.ts";
import { readRunFiles, writeRunFile } from "../../src/runs/run-folder.ts";
import { cli } from "../fixtures/run-cli.ts";

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
  expect(readRunFiles(folder)).toEqual({ files: [{ name: "eval-a_b_c.json", file }], skipped: [] });
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
  expect(all.stdout).toContain("model-a,Values,Achievement,");
});
