import { expect, test } from "vitest";
import { runEntries } from "../../src/mcp/profiles.ts";
import { runFileOf } from "../fixtures/run-file.ts";

test("models of one run whose names come out alike in an id are all there, each with its own answers", () => {
  const file = runFileOf("qwen-max");
  const [model] = file.models;
  if (model === undefined) throw new Error("a run file has a model");
  const subjects = ["m · language=日本語", "m · language=中文", "m · language=中文!"];
  const models = subjects.map((subject) => ({ ...model, subject }));
  const entries = runEntries([{ name: "a.json", stamp: "1", file: { ...file, models } }]);
  expect(entries.map(({ name }) => name)).toEqual(subjects);
  expect(new Set(entries.map(({ id }) => id)).size).toBe(subjects.length);
  expect(entries.map(({ run }) => run?.().subject)).toEqual(subjects);
});
