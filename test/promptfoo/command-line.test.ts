import { describe, expect, test } from "vitest";
import { promptfooCli } from "../../scripts/promptfoo-cli.ts";
import { readCommandLine } from "../../src/promptfoo/command-line.ts";

const read = (...args: readonly string[]) => readCommandLine(["node", promptfooCli(), ...args]);

describe("the eval that a command goes on with", () => {
  test.each([
    ["retry eval-7bg-2026-11-23T21:26:51", { how: "retry", evalId: "eval-7bg-2026-11-23T21:26:51" }],
    ["retry -c other.yaml imported-7bg --verbose", { how: "retry", evalId: "imported-7bg" }],
    ["retry --max-concurrency 2 --delay 5 eval-7bg", { how: "retry", evalId: "eval-7bg" }],
    ["-v retry eval-7bg", { how: "retry", evalId: "eval-7bg" }],
    ["--env-file retry.env eval --retry-errors", { how: "retry errors", evalId: "latest" }],
    ["eval --resume", { how: "resume", evalId: "latest" }],
    ["eval --resume --no-cache", { how: "resume", evalId: "latest" }],
    ["eval --resume eval-7bg", { how: "resume", evalId: "eval-7bg" }],
    ["eval --resume=eval-7bg", { how: "resume", evalId: "eval-7bg" }],
    ["eval --no-table --resume eval-7bg -j 4", { how: "resume", evalId: "eval-7bg" }],
  ])("%s", (command, expected) => {
    expect(read(...command.split(" ")).goesOn).toEqual(expected);
  });
});

describe("no eval where the words are the values of options, files or another command's", () => {
  test.each([
    "eval --description retry -o eval-out.json",
    "eval -o eval-out.json --description retry",
    "eval --description --resume",
    "eval --description --retry-errors -o out.json",
    "eval --tag retry=eval-7bg",
    "eval -c retry eval-7bg.yaml",
    "eval --filter-pattern --resume",
    "eval --providers retry eval-7bg",
    "eval --var=retry=eval-7bg",
    "eval --new-option retry --no-cache",
    "eval -- retry eval-7bg --resume",
    "export eval eval-7bg -o retry",
    "show retry",
    "",
  ])("%s", (command) => {
    expect(read(...command.split(" ").filter(Boolean)).goesOn).toBeUndefined();
  });

  test("a script of somebody else's that is called as promptfoo might be", () => {
    expect(readCommandLine(["node", "/home/ada/run.js", "retry", "eval-7bg"])).toEqual({
      isEval: false,
      outputs: [],
      isRanged: false,
      isStored: false,
    });
  });
});

test.each([
  [["-o", "out.yaml"], ["out.yaml"]],
  [
    ["--output", "out.json", "OUT.TXT", "--no-table", "x.yml"],
    ["out.json", "OUT.TXT"],
  ],
  [
    ["-o=out.yml", "-o", "out.jsonl"],
    ["out.yml", "out.jsonl"],
  ],
  [["--output=out.yml"], ["out.yml"]],
  [["-oout.yml"], ["out.yml"]],
  [["-c", "promptfooconfig.yaml"], []],
  [["--description", "-o", "out.yaml"], []],
])("eval %j writes %j", (args, outputs) => {
  expect(read("eval", ...args).outputs).toEqual(outputs);
});

test("a range and an eval that is not stored are seen as options only", () => {
  expect(read("eval", "--filter-range", "6:18", "--no-write")).toMatchObject({
    isRanged: true,
    isStored: false,
  });
  expect(read("eval", "--filter-range=6:18")).toMatchObject({ isRanged: true, isStored: true });
  expect(read("eval", "--description", "--filter-range", "--description", "--no-write")).toMatchObject({
    isRanged: false,
    isStored: true,
  });
});
