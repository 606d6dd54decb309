import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, test } from "vitest";
import { MISSING_METRIC, metricOf } from "../../src/contract/metric-names.ts";
import { labelOf, VALUES } from "../../src/instrument/dimensions.ts";
import { VARIANTS } from "../../src/instrument/variant.ts";
import { readOutputs } from "../../src/promptfoo/read-outputs.ts";
import { loadKey, loadReleasedModels } from "../../src/release/data.ts";
import { runFileSchema, runsOf } from "../../src/runs/run-file.ts";
import { readRunFiles } from "../../src/runs/run-folder.ts";
import { scoreRun } from "../../src/scoring/score/score-run.ts";
import { type PromptfooResults, readResults } from "../fixtures/promptfoo-results.ts";
import { cli } from "../fixtures/run-cli.ts";
import {
  newEvalFolder,
  type PromptfooRun,
  portraitConfig,
  promptfooIn,
  publishedProvider,
  runEval,
  sourceReference,
} from "../fixtures/run-promptfoo.ts";

const MODELS = ["gpt-4o-2024-05-13", "claude-3-haiku-20240307"];
const HOOK = sourceReference("extensions/score-eval.ts:afterAll");
const key = loadKey("released");

/** Two items or more of each value, and how many answers a model gives to them. */
const ITEMS = [...new Set(VALUES.flatMap((value) => key.items[value].map(({ item }) => item).slice(0, 2)))];
const ANSWERS = ITEMS.length * VARIANTS.length;

/** Two released models, with an assertion of the user's own on every test. */
const config = {
  ...portraitConfig(MODELS.map(publishedProvider), { items: { ids: ITEMS } }),
  defaultTest: { assert: [{ type: "icontains", value: "like", metric: "Accuracy" }] },
  extensions: [HOOK],
};
const withOtherTest = {
  ...config,
  tests: [
    ...((config as { tests?: unknown[] }).tests ?? []),
    {
      vars: { item: "1008/1", variant: "v1" },
      assert: [{ type: "contains", value: "me", metric: "Brevity" }],
    },
  ],
};

/** Centred scores as `value-portrait score` gives them. */
async function scoresOf(file: string) {
  const { runs } = await readOutputs([file]);
  return runs.map((run) => scoreRun(run, key));
}

describe("two models, beside other tests and assertions", () => {
  let run: PromptfooRun;
  let results: PromptfooResults;

  beforeAll(async () => {
    run = await runEval(withOtherTest, { format: "json" });
    results = readResults(run.output);
  });

  test("the columns' metrics are the centred scores of the ten values, and those of others as they were", async () => {
    const profiles = await scoresOf(run.output);
    for (const [column, { metrics }] of results.results.prompts.entries()) {
      const { Accuracy, Brevity, ...ours } = metrics.namedScores;
      const expected = VALUES.map((value) => [metricOf(value), profiles[column]?.scores[value]?.centred]);
      expect(ours).toEqual(Object.fromEntries(expected));
      expect([Accuracy, Brevity]).toEqual([ANSWERS + 1, 1]);
      expect(metrics.namedScoresCount).toEqual({ Accuracy: ANSWERS + 1, Brevity: 1 });
      expect(metrics.namedScoreWeights).toEqual({ Accuracy: ANSWERS + 1, Brevity: 1 });
    }
  });

  test("the ten chips that promptfoo shows are the ten values", () => {
    const [column] = results.results.prompts;
    const shown = Object.keys(column?.metrics.namedScores ?? {})
      .sort((a, b) => a.localeCompare(b))
      .slice(0, 10);
    expect(new Set(shown)).toEqual(new Set(VALUES.map(metricOf)));
  });

  test("the database has them too", async () => {
    const file = path.join(run.folder, "exported.json");
    await promptfooIn(run.folder, ["export", "eval", results.evalId, "-o", file]);
    expect(readResults(file).results.prompts.map(({ metrics }) => metrics)).toEqual(
      results.results.prompts.map(({ metrics }) => metrics),
    );
  });

  test("rows carry the rating under the same names, so that a click on a chip finds them", () => {
    const names = new Set(
      results.results.results.flatMap((row) => Object.keys(row["namedScores"] as object)),
    );
    expect(names).toEqual(new Set([...VALUES.map(metricOf), "Accuracy", "Brevity"]));
  });

  test("terminal and tags have the verdict, and the terminal a standard error for each score", () => {
    const verdicts = /^(INTERPRETABLE|INTERPRET WITH CAUTION|DO NOT INTERPRET): /gm;
    expect(run.stderr.match(verdicts)).toHaveLength(MODELS.length);
    const rows = run.stderr
      .split("\n")
      .filter((line) => VALUES.some((value) => line.startsWith(labelOf(value))));
    expect(rows).toHaveLength(VALUES.length);
    for (const row of rows)
      expect(row).toMatch(/^\S+(?: {2,}(?:[-+ ]\d\.\d\d ±\d\.\d\d|not measured|one query)){2}$/);
    const { tags = {} } = readResults(run.output).config;
    for (const model of MODELS)
      expect(
        Object.entries(tags).filter(([name, text]) => /INTERPRET/.test(name) && text.includes(model)),
      ).toHaveLength(1);
  });

  test("the terminal shows a table within 80 columns", () => {
    expect(run.stderr).toContain("Value Portrait: centred scores of the ten values");
    expect(run.stderr).toContain(`published:gpt-4o-2024-05-13: ${ANSWERS} of ${ANSWERS} answers usable`);
    for (const line of run.stderr.split("\n").filter((one) => /^[A-Z][a-z-]+ {2,}[+-]/.test(one)))
      expect(line.length).toBeLessThanOrEqual(80);
  });

  test("the run file holds the answers of the eval, and no text of any model, prompt or config", async () => {
    const { files, skipped } = readRunFiles(path.join(run.folder, ".value-portrait/runs"));
    expect(skipped).toEqual([]);
    expect(files).toHaveLength(1);
    const file = runFileSchema.parse(files[0]?.file);
    expect(file).toMatchObject({ evalId: results.evalId, promptfoo: "0.123.1", key: "released" });
    expect(file.created).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(file.models.map(({ provider }) => provider)).toEqual(MODELS.map((model) => `published:${model}`));
    const { runs } = await readOutputs([run.output]);
    const sorted = (responses: readonly object[]) => responses.map((one) => JSON.stringify(one)).sort();
    for (const [index, read] of runsOf(file).entries())
      expect(sorted(read.responses)).toEqual(sorted(runs[index]?.responses ?? []));
  });

  test("`score` gives one result for the output and the run file", async () => {
    const { stdout: fromOutput } = await cli("score", run.output, "--format", "csv");
    const { stdout: fromRun } = await cli(
      "score",
      path.join(run.folder, ".value-portrait/runs"),
      "--format",
      "csv",
    );
    // But for the file that it was read from.
    const numbers = (csv: string) =>
      (parse(csv, { columns: true }) as Record<string, string>[]).flatMap(({ run_file: _, ...row }) =>
        Object.values(row).map((cell) => (cell === "" ? cell : Number(cell) || cell)),
      );
    const [expected, given] = [numbers(fromOutput), numbers(fromRun)];
    expect(given).toHaveLength(expected.length);
    // Sums over another order of rows may differ in the last bits.
    for (const [index, cell] of expected.entries())
      if (typeof cell === "number") expect(given[index]).toBeCloseTo(cell, 12);
      else expect(given[index]).toBe(cell);
  });
});

test("a filtered run says in a chip and in a tag how many planned answers are missing", async () => {
  const run = await runEval(config, { format: "json", args: ["--filter-first-n", "100"] });
  const { results, config: stored } = readResults(run.output);
  for (const { metrics } of results.prompts) expect(metrics.namedScores[MISSING_METRIC]).toBe(ANSWERS - 100);
  expect(stored.tags).toMatchObject({
    "INTERPRET WITH CAUTION": expect.stringContaining(
      `${ANSWERS - 100} of ${ANSWERS} planned answers are missing`,
    ),
    [MISSING_METRIC]: MODELS.map((model) => `published:${model} ${ANSWERS - 100} of ${ANSWERS}`).join(", "),
  });
  // A line that is longer than a terminal is broken behind the name.
  expect(run.stderr.replace(/\n +/g, " ")).toContain(
    `published:gpt-4o-2024-05-13: 100 of 100 answers usable; ${ANSWERS - 100} of ${ANSWERS} planned answers are missing`,
  );
});

test("answers without a rating are missing, and their rows are found by the chip", async () => {
  const model = loadReleasedModels().find((one) => one.model === "claude-3-5-haiku-20241022");
  const unusable = (model?.answers.v1 ?? "").replace(/[1-6]/g, "").length;
  expect(unusable).toBeGreaterThan(0);
  const run = await runEval(
    {
      ...portraitConfig([publishedProvider("claude-3-5-haiku-20241022")], { items: "all", variants: ["v1"] }),
      extensions: [HOOK],
    },
    { format: "json" },
  );
  expect(run).toMatchObject({ code: 100 });
  const { results } = readResults(run.output);
  expect(results.prompts[0]?.metrics.namedScores[MISSING_METRIC]).toBe(unusable);
  const marked = results.results.filter((row) => MISSING_METRIC in (row["namedScores"] as object));
  expect(marked).toHaveLength(unusable);
});

test("an eval without tests of ours is left alone", async () => {
  const other = {
    providers: ["echo"],
    prompts: ["Hello {{name}}"],
    tests: [{ vars: { name: "you" }, assert: [{ type: "contains", value: "you", metric: "#Power" }] }],
    extensions: [HOOK],
  };
  const run = await runEval(other, { format: "json" });
  expect(run.code).toBe(0);
  expect(run.stderr).not.toContain("Value Portrait");
  expect(readResults(run.output).results.prompts[0]?.metrics.namedScores).toEqual({ "#Power": 1 });
});

describe("a failure in the hook never costs the results", () => {
  test("rows that cannot be read: one loud line, and promptfoo writes its output as ever", async () => {
    const breaking = `file://${path.resolve(import.meta.dirname, "../fixtures/break-rows.mjs")}:afterAll`;
    const run = await runEval({ ...config, extensions: [breaking, HOOK] }, { format: "json" });
    expect(run.code).toBe(0);
    expect(readResults(run.output).results.results).toHaveLength(2 * ANSWERS);
    expect(run.stderr).toMatch(
      /^value-portrait: NOT SCORED\. Score it with: promptfoo export eval eval-\S+ -o eval\.json\./m,
    );
  });

  test("a run file that cannot be written: scores are there all the same", async () => {
    const folder = newEvalFolder();
    writeFileSync(path.join(folder, ".value-portrait"), "a file where the folder should be");
    const run = await runEval(config, { format: "json", folder });
    expect(run.code).toBe(74);
    expect(run.stderr).toMatch(/^value-portrait: THE RUN FILE WAS NOT WRITTEN/m);
    expect(Object.keys(readResults(run.output).results.prompts[0]?.metrics.namedScores ?? {})).toHaveLength(
      11,
    );
    expect(readFileSync(run.output, "utf8")).toContain('"#Benevolence"');
  });
});

test("an eval of the short form is scored under the weighted key, and says so everywhere", async () => {
  const asked = portraitConfig([publishedProvider("gpt-4o-2024-05-13")], { items: "short" });
  const run = await runEval({ ...asked, extensions: [HOOK] }, { format: "json" });
  expect(run.stderr).toContain("scores of the ten values ± standard error, key weighted");
  expect(run.stderr.replaceAll(/\s+/g, " ")).toContain(
    "was asked the short form (200 items, 2 prompts): scores under the key weighted only",
  );
  const { config, results } = readResults(run.output);
  expect(config).toMatchObject({ tags: { "key weighted": expect.stringContaining("short form") } });
  const { runs } = await readOutputs([run.output]);
  const expected = runs.map((one) => scoreRun(one, loadKey("weighted")).scores.Power?.centred);
  expect(results.prompts.map(({ metrics }) => metrics.namedScores[metricOf("Power")])).toEqual(expected);
  const [file] = readRunFiles(path.join(run.folder, ".value-portrait/runs")).files;
  expect(file?.file.key).toBe("weighted");
});
