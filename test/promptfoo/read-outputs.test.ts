import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { planText } from "../../src/contract/eval-plan.ts";
import { readOutputs } from "../../src/promptfoo/read-outputs.ts";
import { resultRow } from "../fixtures/result-row.ts";
import { runFileOf } from "../fixtures/run-file.ts";

const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-output-"));
let files = 0;

function outputFile(content: string, extension: "json" | "jsonl"): string {
  files += 1;
  const file = path.join(folder, `${files}.${extension}`);
  writeFileSync(file, content);
  return file;
}

const jsonl = (...rows: readonly unknown[]) =>
  outputFile(rows.map((row) => `${JSON.stringify(row)}\n`).join(""), "jsonl");
const json = (...rows: readonly unknown[]) =>
  outputFile(JSON.stringify({ evalId: "e", results: { version: 3, results: rows, prompts: [] } }), "json");

/** The message without the folder of the test. */
const messageOf = async (file: string) =>
  readOutputs([file]).then(
    () => "no error",
    (error: unknown) => (error instanceof Error ? error.message.replace(`${folder}/`, "") : "not an Error"),
  );

test("a .json tells by its columns what was planned, where its rows carry no plan", async () => {
  const cells = ["1008/1 v1", "1008/1 v2", "1008/2 v1", "1008/2 v2"];
  const prompts = [{ raw: planText({ cells, others: 0, ranged: false, functions: [] }) }];
  const file = outputFile(
    JSON.stringify({ results: { version: 3, prompts, results: [resultRow({ rating: 4 })] } }),
    "json",
  );
  const { runs, notes } = await readOutputs([file]);
  expect(runs.map(({ planned }) => planned)).toEqual([4]);
  expect(notes).toEqual([expect.stringContaining("model-a: 3 of 4 planned answers are missing")]);
});

test("models of a folder of run files stand file by file, in the order of each", async () => {
  const runs = mkdtempSync(path.join(tmpdir(), "value-portrait-order-"));
  const model = { provider: "p", items: ["1008/1"], answers: { v1: ["4"] } };
  for (const [name, subjects] of Object.entries({ a: ["z", "y"], b: ["x", "w"] }))
    writeFileSync(
      path.join(runs, `${name}.json`),
      JSON.stringify({
        format: "value-portrait/run",
        version: 1,
        evalId: name,
        created: "",
        promptfoo: "",
        key: "released",
        models: subjects.map((subject) => ({ ...model, subject })),
      }),
    );
  expect((await readOutputs([runs])).runs.map(({ subject }) => subject)).toEqual(["z", "y", "x", "w"]);
});

test("a key in a provider's address is in no name, whether rows or an older run file hold it", async () => {
  const id = "https://me:SECRET@host/chat?api_key=SECRET";
  const rows = jsonl({ ...resultRow({ rating: 4 }), provider: { id } });
  const model = { subject: `${id} · nurse`, provider: id, items: ["1008/1"], answers: { v1: ["4"] } };
  const run = outputFile(JSON.stringify({ ...runFileOf("qwen-max"), models: [model] }), "json");
  const namesIn = async (file: string) =>
    (await readOutputs([file])).runs.map(({ subject, provider }) => [subject, provider]);
  expect(await namesIn(rows)).toEqual([["https://host/chat", "https://host/chat"]]);
  expect(await namesIn(run)).toEqual([["https://host/chat · nurse", "https://host/chat"]]);
});

describe("what promptfoo writes", () => {
  const rows = [
    resultRow({ rating: 4 }),
    resultRow({ kind: "ambiguous", item: "1008/2", testIdx: 1 }),
    resultRow({ error: "HTTP 500", item: "1008/3", testIdx: 2 }),
  ];

  test(".json and .jsonl of one eval give the same runs, in any order of rows", async () => {
    const sorted = async (file: string) =>
      (await readOutputs([file])).runs.map(({ subject, responses }) => ({
        subject,
        responses: responses.toSorted((a, b) => a.item.localeCompare(b.item)),
      }));
    expect(await sorted(jsonl(...rows))).toEqual(await sorted(json(...rows.toReversed())));
  });

  test("several outputs of one eval are read together", async () => {
    const evalId = "eval-a";
    const { runs, rows: count } = await readOutputs([
      jsonl(resultRow({ rating: 4, evalId })),
      json(resultRow({ rating: 5, item: "1008/2", evalId })),
    ]);
    expect(count).toBe(2);
    expect(runs.map(({ responses }) => responses.length)).toEqual([2]);
  });

  test("rows of other tests are counted, not used", async () => {
    const foreign = { ...resultRow({ rating: 4 }), metadata: {}, testCase: { vars: {} } };
    expect(await readOutputs([jsonl(resultRow({ rating: 4 }), foreign)])).toMatchObject({
      rows: 2,
      foreign: 1,
    });
  });

  test("a row that was being written when the eval was killed is reported as lost", async () => {
    const cut = outputFile(`${JSON.stringify(resultRow({ rating: 4 }))}\n{"id":"row-1","testI`, "jsonl");
    expect(await readOutputs([cut])).toMatchObject({ rows: 1, truncated: [cut] });
  });
});

describe("what is not an output of promptfoo", () => {
  const HINT =
    "Give what `promptfoo eval -o` (.json or .jsonl) or `promptfoo export eval <id> -o` wrote, or a run file";

  test.each([
    [
      "a broken line in the middle",
      `{"a":1\n${JSON.stringify(resultRow({ rating: 4 }))}\n`,
      "jsonl",
      ", line 1: not JSON.",
    ],
    ["text", "hello", "json", ": not JSON."],
    ["another JSON document", '{"hello":1}', "json", ": no list of rows at results.results."],
    ["JSON Lines of something else", '{"hello":1}\n', "jsonl", ", line 1.testIdx is missing."],
  ] as const)("%s is refused with the place", async (_, content, extension, message) => {
    const file = outputFile(content, extension);
    expect(await messageOf(file)).toBe(`${path.basename(file)}${message} ${HINT}`);
  });

  test("a field of the wrong type is named by its path", async () => {
    const file = json(resultRow({ rating: 4 }), { ...resultRow({ rating: 4 }), provider: "x" });
    expect(await messageOf(file)).toBe(
      `${path.basename(file)}, results.results[1].provider: Invalid input: expected object, received string. ${HINT}`,
    );
  });

  test("a missing file is named", async () => {
    expect(await messageOf(path.join(folder, "none.jsonl"))).toBe(`none.jsonl: no such file. ${HINT}`);
  });
});
