import { describe, expect, test } from "vitest";
import { retriedEval } from "../../src/extensions/replay-command.ts";

describe("the eval that a command retries", () => {
  test.each([
    ["promptfoo retry eval-7bg-2026-11-23T21:26:51", "eval-7bg-2026-11-23T21:26:51"],
    ["promptfoo retry -c other.yaml eval-7bg --verbose", "eval-7bg"],
    ["promptfoo eval --retry-errors", "latest"],
    ["promptfoo eval --resume eval-7bg", undefined],
    ["promptfoo eval -c retry.yaml", undefined],
  ])("%s: %s", (command, expected) => {
    expect(retriedEval(["node", ...command.split(" ")])).toBe(expected);
  });
});
