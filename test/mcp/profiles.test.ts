import { expect, test } from "vitest";
import { findProfile } from "../../src/mcp/find-profile.ts";
import { profileHead } from "../../src/mcp/profile-view.ts";
import { runEntries } from "../../src/mcp/profiles.ts";
import { mcpContext } from "../fixtures/mcp-context.ts";
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

test("half a run is not to be interpreted, and says how much is missing", () => {
  const file = runFileOf("qwen-max");
  const models = file.models.map((model) => ({ ...model, planned: 6240 }));
  const context = mcpContext();
  const [entry] = runEntries([{ name: "a.json", stamp: "half", file: { ...file, models } }]);
  if (entry === undefined) throw new Error("a run file has a model");
  expect(profileHead(entry, context)).toMatchObject({
    verdict: "do_not_interpret",
    validity: "3120 of 6240 planned answers are missing (50.0%).",
    answers: expect.stringContaining("; 3120 of 6240 planned answers are missing"),
  });
});

test("two runs of one model are two profiles, told apart by name; the model's name alone means neither", () => {
  const run = (evalId: string) => ({
    name: `${evalId}.json`,
    stamp: evalId,
    file: runFileOf("qwen-max", { evalId }),
  });
  const entries = runEntries([run("eval-a"), run("eval-b")]);
  expect(entries.map(({ name }) => name)).toEqual(["my-model (eval-a.json)", "my-model (eval-b.json)"]);
  expect(findProfile("my-model (eval-b.json)", entries)).toBe(entries[1]);
  expect(() => findProfile("my-model", entries)).toThrow('several profiles are called "my-model"');
});
