import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { hookReferences } from "../../src/promptfoo/config/value-portrait.ts";
import { readOutputs } from "../../src/promptfoo/read-outputs.ts";
import { readResults } from "../fixtures/promptfoo-results.ts";
import { portraitConfig, promptfooIn, runEval, sourceReference } from "../fixtures/run-promptfoo.ts";

const provider = {
  id: `file://${path.resolve(import.meta.dirname, "../fixtures/tone-provider.ts")}`,
  label: "fake",
};
const plain = portraitConfig([provider], { items: { ids: ["1008/1", "2025/5"] }, variants: ["v1", "v2"] });
const mine = { id: "mine", raw: "What is {{what}}?", label: "mine" };
const love = { vars: { what: "love" } };
const mixed: Record<string, unknown> = {
  ...plain,
  prompts: [...(plain["prompts"] as unknown[]), mine], // a list, as portraitConfig makes it
  tests: [...(plain["tests"] as unknown[]), love],
  extensions: hookReferences(),
};

const rowsSchema = z.array(
  z.object({
    prompt: z.object({ label: z.string() }),
    vars: z.record(z.string(), z.unknown()),
    error: z.string().nullish(),
  }),
);
const rows = (output: string) => rowsSchema.parse(readResults(output).results.results);

/** Which test was asked by which prompt. */
const asked = (output: string) =>
  rows(output).map(({ prompt, vars }) => `${prompt.label}: ${vars["what"] ?? vars["item"]}`);

test("prompts and tests of one's own stand beside ours: each is asked by its own, with one line", async () => {
  const run = await runEval(mixed, { format: "json" });
  expect(asked(run.output).toSorted()).toEqual([
    "Value Portrait: 1008/1",
    "Value Portrait: 1008/1",
    "Value Portrait: 2025/5",
    "Value Portrait: 2025/5",
    "mine: love",
  ]);
  expect(
    run.stderr.match(/1 test names no item of Value Portrait: asked by your prompts only \(mine\)/g),
  ).toHaveLength(1);
  expect(`${run.stdout}${run.stderr}`).not.toMatch(/ZodError|call failed|NOT/);
  expect(run.code).toBe(0);
  const { runs, foreign } = await readOutputs([run.output]);
  expect(runs.map(({ subject, responses }) => [subject, responses.length])).toEqual([["fake", 4]]);
  expect(foreign).toBe(1);
  const resumed = await promptfooIn(run.folder, ["eval", "--resume", "--no-table"]);
  expect(resumed.stderr).not.toContain("NOT");
  expect(resumed.code).toBe(0);
});

test("so do they beside personas, and beside a prompt that -p gives", async () => {
  const reference = sourceReference("provider-prompts/prompt.ts:valuePortraitPrompt");
  const personas = ["none", "nurse"].map((id) => ({ id: reference, label: `Value Portrait · ${id}` }));
  const run = await runEval({ ...mixed, prompts: [...personas, mine] }, { format: "json" });
  expect(asked(run.output)).toHaveLength(9);
  expect(
    (await readOutputs([run.output])).runs.map(({ subject, responses }) => [subject, responses.length]),
  ).toEqual([
    ["fake · none", 4],
    ["fake · nurse", 4],
  ]);
  const { prompts: _, ...rest } = mixed;
  const given = await runEval(rest, { format: "json", args: ["-p", reference, "-p", "What is {{what}}?"] });
  expect(asked(given.output)).toHaveLength(5);
  expect((await readOutputs([given.output])).runs.map(({ subject }) => subject)).toEqual(["fake"]);
});

test("a test that nothing but our prompt could ask is not asked, with one line", async () => {
  const run = await runEval({ ...mixed, prompts: plain["prompts"] }, { format: "json" });
  expect(asked(run.output)).toHaveLength(4);
  expect(run.stderr.match(/1 test names no item of Value Portrait: not asked/g)).toHaveLength(1);
  expect(run.code).toBe(0);
});

test("a test of another kind that says it is ours gets one sentence", async () => {
  const told = { ...love, prompts: ["Value Portrait"] };
  const run = await runEval({ ...mixed, tests: [told] }, { format: "json" });
  const [row] = rows(run.output);
  expect(row?.error).toContain(
    "this test names no item and prompt of Value Portrait: give it prompts of its own",
  );
});
