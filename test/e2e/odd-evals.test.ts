import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { hookReferences } from "../../src/promptfoo/config/value-portrait.ts";
import { readOutputs } from "../../src/promptfoo/read-outputs.ts";
import { readResults } from "../fixtures/promptfoo-results.ts";
import {
  newEvalFolder,
  portraitConfig,
  promptfooIn,
  publishedProvider,
  runEval,
  sourceReference,
} from "../fixtures/run-promptfoo.ts";
import { NEEDS_UPSTREAM, UPSTREAM } from "../fixtures/upstream.ts";

const fixture = (name: string) => `file://${path.resolve(import.meta.dirname, "../fixtures", name)}`;
const provider = { id: fixture("tone-provider.ts"), label: "fake" };
const config: Record<string, unknown> = {
  ...portraitConfig([provider], { items: { ids: ["1008/1", "2025/5"] }, variants: ["v1", "v2"] }),
  extensions: hookReferences(),
};

test("a config that is given twice asks each prompt once, says that its tests are there twice, and ends well", async () => {
  const file = (folder: string) => path.join(folder, "promptfooconfig.json");
  const first = await runEval(config);
  const run = await promptfooIn(first.folder, [
    "eval",
    "-c",
    file(first.folder),
    "-c",
    file(first.folder),
    "--no-table",
  ]);
  expect(run.stderr).toContain("4 of 8 tests are there a second time");
  expect(run.stderr).not.toContain("NOT");
  expect(run.stderr.match(/fake: 8 of 8 answers usable/g)).toHaveLength(1);
  expect(run.code).toBe(0);
  const resumed = await promptfooIn(first.folder, ["eval", "--resume", "--no-table"]);
  expect(resumed.stderr).not.toContain("NOT");
  expect(resumed.code).toBe(0);
});

test("a prompt that -p gives by its path is the plain one", async () => {
  const { prompts: _, ...rest } = config;
  const run = await runEval(rest, {
    args: ["-p", sourceReference("provider-prompts/prompt.ts:valuePortraitPrompt")],
  });
  expect(run.stderr).toContain("\nfake: 4 of 4 answers usable");
  expect((await readOutputs([run.output])).runs.map(({ subject }) => subject)).toEqual(["fake"]);
});

test.each(["yaml", "txt"])("-o out.%s is written, and its use said before the calls", async (format) => {
  const run = await runEval(config, { format });
  expect(run.stderr).toContain(`out.${format}: promptfoo writes YAML there`);
  expect({ code: run.code, written: existsSync(run.output) }).toEqual({ code: 0, written: true });
  expect(readFileSync(run.output, "utf8")).toMatch(/^evalId: /);
  await expect(readOutputs([run.output])).rejects.toThrow("YAML");
});

describe("what promptfoo is told to leave out of its rows", () => {
  test.each([["METADATA"], ["PROMPT_TEXT", "RESPONSE_OUTPUT"], ["TEST_VARS"], ["METADATA", "TEST_VARS"]])(
    "PROMPTFOO_STRIP_%s %s costs no answer of an eval without conditions",
    async (...parts) => {
      const env = Object.fromEntries(parts.map((part) => [`PROMPTFOO_STRIP_${part}`, "true"]));
      const run = await runEval(config, { env });
      expect(run.stderr).toContain("fake: 4 of 4 answers usable");
      expect(run.stderr).not.toContain("NOT");
      expect(run.code).toBe(0);
      expect((await readOutputs([run.output])).runs[0]?.responses).toHaveLength(4);
    },
  );

  test("PROMPTFOO_STRIP_GRADING_RESULT costs the scores: said before the calls, with what to do", async () => {
    const run = await runEval(config, { env: { PROMPTFOO_STRIP_GRADING_RESULT: "true" } });
    expect(run.stderr).toContain(
      "value-portrait: PROMPTFOO_STRIP_GRADING_RESULT leaves the ratings out of the rows",
    );
    expect(run.stderr).not.toContain("NOT");
    expect(run.code).toBe(0);
    const exported = path.join(run.folder, "eval.json");
    await promptfooIn(run.folder, ["export", "eval", "latest", "-o", exported]);
    expect((await readOutputs([exported])).runs[0]?.responses).toHaveLength(4);
  });
});

test("a derived metric of the user's, as a function, is of the centred scores; as a text it is warned of", async () => {
  const replayed = {
    ...portraitConfig([publishedProvider("gpt-4o-2024-05-13")], { sample: 40, variants: ["v1"] }),
    extensions: hookReferences(),
  };
  const run = await runEval(replayed, {
    format: "json",
    args: ["-c", fixture("derived-metrics.mjs").slice(7)],
  });
  expect(run.stderr).toContain("the derived metric text names #Achievement in a text");
  const [column] = readResults(run.output).results.prompts;
  const scores = column?.metrics.namedScores ?? {};
  expect(scores["gap"]).toBe((scores["#Achievement"] ?? 0) - (scores["#Conformity"] ?? 0));
  expect(scores["gap"]).not.toBe(0);
});

test.skipIf(UPSTREAM === undefined)(
  `answers of a batch are scored through the provider that docs/SETUP.md shows${NEEDS_UPSTREAM}`,
  async () => {
    const folder = newEvalFolder();
    const setup = readFileSync(path.resolve(import.meta.dirname, "../../docs/SETUP.md"), "utf8");
    const [, code = ""] = /```js\n(\/\/ answers\.mjs\n.*?)```/s.exec(setup) ?? [];
    writeFileSync(path.join(folder, "answers.mjs"), code);
    const line = (id: string, content: string) =>
      JSON.stringify({
        custom_id: id,
        response: { body: { choices: [{ message: { content }, finish_reason: "stop" }] } },
      });
    const lines = [
      line("1008/1|v1", "like me"),
      line("1008/1|v2", "Not like me."),
      line("2025/5|v1", "I cannot answer."),
    ];
    writeFileSync(path.join(folder, "batch_output.jsonl"), `${lines.join("\n")}\n`);
    const batch = { ...config, providers: [`file://${path.join(folder, "answers.mjs")}`] };
    const { output } = await runEval(batch, { folder, env: { VALUE_PORTRAIT_TEXTS: UPSTREAM } });
    const { runs } = await readOutputs([output]);
    expect(runs.map(({ subject }) => subject)).toEqual(["my-batch"]);
    const answers = new Map(
      runs[0]?.responses.map(({ item, variant, answer }) => [`${item} ${variant}`, answer]),
    );
    expect(answers).toEqual(
      new Map([
        ["1008/1 v1", { kind: "rating", rating: 5 }],
        ["1008/1 v2", { kind: "rating", rating: 2 }],
        ["2025/5 v1", { kind: "refusal" }],
        ["2025/5 v2", { kind: "error" }],
      ]),
    );
  },
);
