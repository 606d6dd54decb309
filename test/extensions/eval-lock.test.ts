import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import process from "node:process";
import { describe, expect, onTestFinished, test } from "vitest";
import { holdEval, holders, holds, letGo } from "../../src/extensions/eval-lock.ts";
import { newFolder } from "../fixtures/texts-folder.ts";

const EVAL = "eval-7bg-2026-11-23T21:26:51";
const host = hostname().replace(/[^\w.-]/g, "_");
const alive = process.ppid;
const dead = spawnSync(process.execPath, ["--version"]).pid;

type Mark = { readonly of?: string; readonly at?: string; readonly pid?: number; readonly ageMs?: number };

/** A folder in which a process asks an eval, by the mark that it would have put up. */
function folderWithMark({ of = EVAL, at = host, pid = alive, ageMs = 0 }: Mark) {
  const folder = newFolder();
  const marks = path.join(folder, "value-portrait-running");
  mkdirSync(marks);
  const mark = path.join(marks, [of.replaceAll(":", "_"), at, pid, "0badcafe"].join("~"));
  writeFileSync(mark, "");
  const then = new Date(Date.now() - ageMs);
  utimesSync(mark, then, then);
  return { folder, marks };
}

async function hold(folder: string, evalId = EVAL) {
  onTestFinished(() => letGo(folder, evalId));
  return holdEval(folder, evalId, () => {});
}

test("an eval that nobody asks is ours, with a mark, until it is let go", async () => {
  const folder = newFolder();
  expect(await hold(folder)).toBeUndefined();
  const marks = path.join(folder, "value-portrait-running");
  expect(readdirSync(marks)).toEqual([expect.stringMatching(/^eval-7bg-2026-11-23T21_26_51~/)]);
  letGo(folder, EVAL);
  expect(readdirSync(marks)).toEqual([]);
});

describe("an eval is another's", () => {
  test.each<[string, Mark]>([
    ["while that process lives", {}],
    ["while it is heard on another computer, whatever lives here", { at: "elsewhere", pid: dead }],
  ])("%s", async (_, mark) => {
    const { folder, marks } = folderWithMark(mark);
    const holder = await hold(folder);
    expect(holder).toMatchObject({ host: mark.at ?? host, pid: mark.pid ?? alive });
    expect(holder && holds(holder, EVAL)).toBe(true);
    expect(holders(folder)).toHaveLength(1);
    expect(readdirSync(marks)).toHaveLength(1);
  });
});

describe("an eval is ours after a crash", () => {
  test.each([
    ["of a process that is dead", { pid: dead }],
    ["of one that had our number", { pid: process.pid }],
    ["of one whose number another process has, once it was silent for a minute", { ageMs: 61_000 }],
    ["on another computer, once it was silent for a minute", { at: "elsewhere", ageMs: 61_000 }],
  ])("%s", async (_, mark) => {
    const { folder, marks } = folderWithMark(mark);
    expect(holders(folder)).toEqual([]);
    expect(await hold(folder)).toBeUndefined();
    expect(readdirSync(marks)).toHaveLength(1);
  });
});

test.skipIf(process.platform !== "linux")(
  "an eval is ours after a crash of a process that nobody waits for",
  async () => {
    const parent = spawn("sh", ["-c", "true & echo $!; exec sleep 20"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    onTestFinished(() => void parent.kill());
    const [line] = await once(parent.stdout, "data");
    const { folder } = folderWithMark({ pid: Number(String(line)) });
    await expect.poll(() => holders(folder)).toEqual([]);
  },
);

test("another eval of the database is no hindrance, and nor is a folder in which nothing can be written", async () => {
  const { folder } = folderWithMark({ of: "eval-other" });
  expect(await hold(folder)).toBeUndefined();
  const file = path.join(newFolder(), "file");
  writeFileSync(file, "");
  expect(await hold(file)).toBeUndefined();
  expect(holders(file)).toEqual([]);
});
