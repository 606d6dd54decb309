import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { beforeEach, describe, expect, test } from "vitest";
import { watchRunFolders } from "../../src/mcp/run-store.ts";
import { newFolder } from "../fixtures/mcp-context.ts";
import { runFileOf } from "../fixtures/run-file.ts";

const MAKE_PIPE = "mkfifo";
const RUN_TEXT = JSON.stringify(runFileOf("qwen-max"));

let folder = "";
let logged: string[] = [];
const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
const watch = (...folders: string[]) => watchRunFolders(folders, (line) => logged.push(line));
const names = (look: ReturnType<typeof watch>) => look().files.map(({ name }) => name);

beforeEach(() => {
  folder = newFolder();
  logged = [];
});

test("a folder that is not there is empty until it is made", () => {
  const later = path.join(folder, "later");
  const look = watch(later);
  expect(look()).toEqual({ files: [], skipped: [] });
  mkdirSync(later);
  writeFileSync(path.join(later, "a.json"), RUN_TEXT);
  expect(names(look)).toEqual(["a.json"]);
});

test("files that come, change and go are seen at the next look; others are not read again", () => {
  const look = watch(folder);
  write("a.json", RUN_TEXT);
  const [first] = look().files;
  expect(look().files[0]).toBe(first);
  utimesSync(path.join(folder, "a.json"), 1, 1);
  expect(look().files[0]?.stamp).not.toBe(first?.stamp);
  rmSync(path.join(folder, "a.json"));
  expect(look().files).toEqual([]);
});

describe("skips, names and logs once", () => {
  test.each([
    ["not JSON", "{"],
    ["JSON that is no run file", '{"version":2}'],
    ["a version from the future", RUN_TEXT.replace('"version":1', '"version":2')],
    ["a field too many", RUN_TEXT.replace('"version":1', '"version":1,"apiKey":"sk-secret"')],
    ["answers that do not fit the items", RUN_TEXT.replace('"1008/1",', "")],
    ["what is too large", " ".repeat(5_000_001)],
  ])("%s", (_, text) => {
    const look = watch(folder);
    write("a.json", text);
    write("b.json", RUN_TEXT);
    expect(names(look)).toEqual(["b.json"]);
    look();
    const [skipped] = look().skipped;
    expect(skipped?.name).toBe("a.json");
    expect(skipped?.reason).toMatchSnapshot();
    expect(skipped?.reason).not.toContain("secret");
    expect(logged).toHaveLength(1);
  });
});

describe("opens nothing outside the folder", () => {
  test.runIf(process.platform !== "win32")("a link that leads out is skipped, one inside is followed", () => {
    const outside = newFolder();
    writeFileSync(path.join(outside, "secret.json"), RUN_TEXT);
    write("inside.json", RUN_TEXT);
    symlinkSync(path.join(outside, "secret.json"), path.join(folder, "out.json"));
    symlinkSync("inside.json", path.join(folder, "in.json"));
    symlinkSync("nowhere", path.join(folder, "broken.json"));
    const look = watch(folder);
    expect(names(look)).toEqual(["in.json", "inside.json"]);
    expect(look().skipped.map(({ name, reason }) => `${name}: ${reason}`)).toEqual([
      "broken.json: cannot be opened",
      "out.json: a link that leads out of the folder",
    ]);
  });

  test("a folder with a longer name that begins alike is outside", () => {
    const sibling = `${folder}-sibling`;
    mkdirSync(sibling);
    writeFileSync(path.join(sibling, "a.json"), RUN_TEXT);
    symlinkSync(path.join(sibling, "a.json"), path.join(folder, "a.json"));
    expect(names(watch(folder))).toEqual([]);
  });

  test("folders below and other files are not read", () => {
    mkdirSync(path.join(folder, "below.json"));
    mkdirSync(path.join(folder, "below"));
    writeFileSync(path.join(folder, "below", "a.json"), RUN_TEXT);
    write("notes.txt", RUN_TEXT);
    expect(watch(folder)()).toMatchObject({
      files: [],
      skipped: [{ name: "below.json", reason: "not a regular file" }],
    });
  });

  test.runIf(process.platform === "linux")("a pipe does not hold the server up", () => {
    execFileSync(MAKE_PIPE, [path.join(folder, "pipe.json")]);
    expect(watch(folder)()).toMatchObject({
      files: [],
      skipped: [{ name: "pipe.json", reason: "not a regular file" }],
    });
  });
});

test("what is no folder is named without its place", () => {
  write("a.json", RUN_TEXT);
  const look = watch(path.join(folder, "a.json"));
  expect(look()).toEqual({ files: [], skipped: [{ name: "a run folder", reason: "cannot be listed" }] });
  expect(logged).toHaveLength(1);
});

test("several folders are read together", () => {
  const other = newFolder();
  write("a.json", RUN_TEXT);
  writeFileSync(path.join(other, "b.json"), RUN_TEXT);
  expect(names(watch(folder, other))).toEqual(["a.json", "b.json"]);
});
