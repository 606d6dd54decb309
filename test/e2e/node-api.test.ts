import { writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { promptfooEnv } from "../../scripts/promptfoo-cli.ts";
import { readOutputs } from "../../src/promptfoo/read-outputs.ts";
import { startCommand } from "../fixtures/eval-folder.ts";
import { newEvalFolder } from "../fixtures/run-promptfoo.ts";

const root = path.resolve(import.meta.dirname, "../..");

/** Runs a script that calls promptfoo's Node API, as a user's would, with the sources by absolute path. */
async function evaluate(options: string, change = "") {
  const folder = newEvalFolder();
  const output = path.join(folder, "out.jsonl");
  const script = path.join(folder, "script.mjs");
  writeFileSync(
    script,
    `import { evaluate } from ${JSON.stringify(pathToFileURL(path.join(root, "node_modules/promptfoo/dist/src/index.js")))};
import { valuePortrait } from ${JSON.stringify(pathToFileURL(path.join(root, "src/index.ts")))};
const portrait = valuePortrait({ items: { ids: ["1008/1", "2025/5"] }, variants: ["v1"], ${options} });
${change}
const providers = [{ id: ${JSON.stringify(`file://${path.join(root, "test/fixtures/tone-provider.ts")}`)}, label: "fake" }];
const both = await Promise.all([1, 2].map((at) => evaluate({ providers, ...portrait, outputPath: at === 1 ? ${JSON.stringify(output)} : [] })));
console.log(JSON.stringify(both[0].prompts.map(({ label }) => label)));
`,
  );
  const tsx = pathToFileURL(path.join(root, "node_modules/tsx/dist/esm/index.mjs")).href;
  const env = promptfooEnv(path.join(folder, "promptfoo"));
  const run = await startCommand(["--import", tsx, script], folder, env).finished;
  return { ...run, output, labels: run.stdout.trim().split("\n").at(-1) };
}

const answers = async (output: string) =>
  (await readOutputs([output])).runs.map(({ subject, responses }) => [
    subject,
    ...responses.map(({ answer }) => (answer.kind === "rating" ? answer.rating : answer.kind)),
  ]);

describe("promptfoo's Node API, two evals in one process", () => {
  test("the subject is the model", async () => {
    const run = await evaluate("");
    expect(run).toMatchObject({ code: 0, labels: '["Value Portrait"]' });
    expect(run.stdout + run.stderr).not.toMatch(/not a valid prompt schema|NOT/);
    expect(await answers(run.output)).toEqual([["fake", 1, 1]]);
  });

  test.each([
    ["as valuePortrait gives them", ""],
    [
      "as objects without raw, in which promptfoo loses the system prompt",
      "for (const prompt of portrait.prompts) delete prompt.raw;",
    ],
  ])("with personas it is the model and the persona, which is asked: prompts %s", async (_, change) => {
    const run = await evaluate(
      'personas: [{ id: "none" }, { id: "nurse", system: "You are a nurse." }]',
      change,
    );
    expect(run).toMatchObject({ code: 0, labels: '["Value Portrait · none","Value Portrait · nurse"]' });
    expect(run.stderr).not.toContain("NOT");
    expect(await answers(run.output)).toEqual([
      ["fake · none", 1, 1],
      ["fake · nurse", 6, 6],
    ]);
  });

  test("scenarios may refer to our tests, and their conditions are told apart", async () => {
    const run = await evaluate(
      "",
      'portrait.scenarios = [{ config: [{ vars: { tone: "formal" } }, { vars: { tone: "informal" } }], tests: portrait.tests }];\ndelete portrait.tests;',
    );
    expect(run.stderr).not.toContain("NOT");
    expect(await answers(run.output)).toEqual([
      ["fake · tone=formal", 6, 6],
      ["fake · tone=informal", 1, 1],
    ]);
  });
});
