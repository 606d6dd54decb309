import { mkdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { watchRunFolders } from "../../src/mcp/run-store.ts";
import { newFolder } from "../fixtures/mcp-context.ts";
import { runFileOf } from "../fixtures/run-file.ts";

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
