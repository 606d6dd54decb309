import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { findRun, findRuns } from "../../src/cli/find-runs.ts";
import { resultRow } from "../fixtures/result-row.ts";

const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-find-"));
const write = (name: string, content: string) => {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
};
const output = write(
  "out.jsonl",
  [resultRow({ rating: 4, provider: "a" }), resultRow({ rating: 5, provider: "b" })]
    .map((row) => `${JSON.stringify(row)}\n`)
    .join(""),
);

test("a released model is found by name, with or without the provider's prefix", async () => {
  expect((await findRun("gpt-4o-2024-05-13")).responses).toHaveLength(3120);
  expect((await findRun("published:gpt-4o-2024-05-13")).subject).toBe("gpt-4o-2024-05-13");
});

test("an output with several models gives them all, or the one named after #", async () => {
  expect((await findRuns(output)).map(({ subject }) => subject)).toEqual(["a", "b"]);
  expect((await findRun(`${output}#b`)).subject).toBe("b");
  await expect(findRun(output)).rejects.toThrow(`holds 2 models. Name one: ${output}#a, ${output}#b`);
  await expect(findRun(`${output}#c`)).rejects.toThrow('holds no model "c". It holds: a, b');
});

test("a run file gives the runs in it", async () => {
  const run = { subject: "m", provider: "p", items: ["1008/1", "1008/2"], answers: { v1: ["4r"] } };
  const header = {
    format: "value-portrait/run",
    version: 1,
    evalId: "e",
    created: "",
    promptfoo: "",
    key: "released",
  };
  const file = write("run.json", JSON.stringify({ ...header, models: [run] }));
  expect((await findRun(file)).responses.map(({ item, answer }) => [item, answer.kind])).toEqual([
    ["1008/1", "rating"],
    ["1008/2", "refusal"],
  ]);
  const broken = write("broken.json", JSON.stringify({ ...header, version: 9, models: [] }));
  await expect(findRun(broken)).rejects.toThrow(/broken\.json, version: /);
});

test("what is not there is said in one line", async () => {
  await expect(findRun(path.join(folder, "none.jsonl"))).rejects.toThrow("none.jsonl: no such file");
  await expect(findRun("gpt4o-mini")).rejects.toThrow(
    'no file and no released model "gpt4o-mini". Nearest: gpt-4o-mini-2024-07-18',
  );
});
