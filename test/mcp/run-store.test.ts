import { mkdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { watchRunFolders } from "../../src/mcp/run-store.ts";
import { readRunFiles } from "../../src/runs/run-folder.ts";
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

describe("refuses what would take long to read, soon and with the reason", () => {
  const base = runFileOf("qwen-max");
  const one = { subject: "m", provider: "p", items: ["1008/1"], answers: { v1: ["4"] } };
  const times = <T>(count: number, make: (index: number) => T) =>
    Array.from({ length: count }, (_, index) => make(index));
  const items = base.models[0]?.items ?? [];
  test.each<[string, () => string]>([
    ["more than 500 models", () => withModels(times(38_000, (index) => ({ ...one, subject: `m${index}` })))],
    ["more than 1000 items of one model", () => withModels([{ ...one, items: times(400_000, String) }])],
    ["more than 1000 repetitions", () => withModels([{ ...one, answers: { v1: times(1001, () => "4") } }])],
    [
      "more than 200000 answers",
      () => withModels([{ ...one, items, answers: { v1: times(1000, () => "4".repeat(520)) } }]),
    ],
    [
      "names of more than 1000 characters",
      () => withModels(times(100, (index) => ({ ...one, subject: "x".repeat(48_000) + index }))),
    ],
    ["names of more than 1000 characters", () => JSON.stringify({ ...base, evalId: "x".repeat(4_000_000) })],
    ["nested more than 20 deep", () => `${"[".repeat(2_400_000)}${"]".repeat(2_400_000)}`],
  ])("%s", (reason, make) => {
    write("a.json", make());
    const look = watch(folder);
    const start = performance.now();
    expect(look()).toEqual({ files: [], skipped: [{ name: "a.json", reason }] });
    expect(performance.now() - start).toBeLessThan(2000);
  });

  function withModels(models: readonly unknown[]): string {
    return JSON.stringify({ ...base, models });
  }

  test("but not what the command line reads", () => {
    write("a.json", withModels(times(501, (index) => ({ ...one, subject: `m${index}` }))));
    expect(readRunFiles(folder).files).toHaveLength(1);
  });

  test("the first of more than 500 files", () => {
    for (const index of times(502, String)) write(`${index}.json`, "{}");
    const { skipped } = watch(folder)();
    expect(skipped[0]).toEqual({
      name: "a run folder",
      reason: "holds more than 500 run files; the first 2 by name are not read",
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
