/** Runs that were edited, by mistake or on purpose: no score changes in silence. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LABELS, RATINGS, type Rating } from "../../src/instrument/scale.ts";
import { type Outputs, readOutputs } from "../../src/promptfoo/read-outputs.ts";
import type { RunFile } from "../../src/runs/run-file.ts";
import { mcpContext, newFolder } from "../fixtures/mcp-context.ts";
import { resultRow } from "../fixtures/result-row.ts";
import { cli } from "../fixtures/run-cli.ts";
import { runFileOf } from "../fixtures/run-file.ts";

const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-checked-"));
let files = 0;

function write(content: unknown): string {
  files += 1;
  const file = path.join(folder, `${files}.json`);
  writeFileSync(file, JSON.stringify(content));
  return file;
}
const rowsFile = (rows: readonly unknown[]) => write({ results: { results: rows } });

const ITEMS = ["1008/1", "1008/2", "1008/3", "2025/5"];
const whole = (ratings: readonly Rating[], provider = "model-a") =>
  ratings.map((rating, testIdx) => resultRow({ rating, item: ITEMS[testIdx] ?? "", testIdx, provider }));
const four = fc.array(fc.constantFrom(...RATINGS), { minLength: 4, maxLength: 4 });

type RecordChange = { rating?: number; item?: string; variant?: string; repeat?: number };
/** A row with something else in the record of its answer. */
function edited(row: Record<string, unknown> | undefined, change: RecordChange): Record<string, unknown> {
  const copy = structuredClone(row ?? {});
  // As the fixture makes it.
  const grading = copy["gradingResult"] as {
    componentResults: { metadata: { valuePortrait: RecordChange } }[];
  };
  Object.assign(grading.componentResults[0]?.metadata.valuePortrait ?? {}, change);
  return copy;
}
/** The runs without what is said of them, and without their files. */
const answersOf = ({ runs }: Outputs) => runs.map(({ notes: _, identity: __, ...run }) => run);
const message = (file: string) =>
  readOutputs([file]).then(
    () => "no error",
    (error: unknown) => (error instanceof Error ? error.message.replace(`${folder}/`, "") : "not an Error"),
  );

describe("rows", () => {
  test("an edited rating changes nothing: the stored answer counts, and the edit is counted", async () => {
    await fc.assert(
      fc.asyncProperty(four, fc.nat(3), fc.constantFrom(...RATINGS), async (ratings, at, other) => {
        const rows = whole(ratings);
        const honest = await readOutputs([rowsFile(rows)]);
        const found = await readOutputs([rowsFile(rows.with(at, edited(rows[at], { rating: other })))]);
        expect(answersOf(found)).toEqual(answersOf(honest));
        expect([honest.reread, found.reread]).toEqual([0, other === ratings[at] ? 0 : 1]);
      }),
      { numRuns: 50 },
    );
  });

  test("grading results that were swapped between items are not used; between models, the answers count", async () => {
    const [a, b] = [whole([1, 2, 3, 4]), whole([6, 6, 6, 6], "model-b")];
    const items = [
      { ...a[0], gradingResult: a[1]?.["gradingResult"] },
      { ...a[1], gradingResult: a[0]?.["gradingResult"] },
    ];
    expect(await readOutputs([rowsFile([...items, ...a.slice(2)])])).toMatchObject({
      mismatched: 2,
      runs: [{ responses: { length: 2 } }],
    });
    const models = [
      { ...a[0], gradingResult: b[0]?.["gradingResult"] },
      { ...b[0], gradingResult: a[0]?.["gradingResult"] },
    ];
    const found = await readOutputs([rowsFile([...models, ...a.slice(1), ...b.slice(1)])]);
    expect(found.reread).toBe(2);
    expect(answersOf(found)).toEqual(
      answersOf(await readOutputs([rowsFile([a[0], b[0], ...a.slice(1), ...b.slice(1)])])),
    );
  });

  test.each([
    ["item of the record", (row: Record<string, unknown>) => edited(row, { item: "2025/1" })],
    ["variant of the record", (row: Record<string, unknown>) => edited(row, { variant: "v2" })],
    [
      "item of the variables",
      (row: Record<string, unknown>) => ({ ...row, vars: { item: "2025/1", variant: "v1" } }),
    ],
    [
      "item of the metadata",
      (row: Record<string, unknown>) => ({
        ...row,
        metadata: { ...Object(row["metadata"]), item: "2025/1" },
      }),
    ],
  ])("a row that contradicts itself in the %s is counted and not used", async (_, change) => {
    const [first, ...rest] = whole([1, 2, 3, 4]);
    const found = await readOutputs([rowsFile([change(first ?? {}), ...rest])]);
    expect(found).toMatchObject({ mismatched: 1, runs: [{ responses: { length: 3 } }] });
  });

  test("an item that the release does not have is counted and no usable answer", async () => {
    const { runs, unknown } = await readOutputs([
      rowsFile([resultRow({ rating: 4 }), resultRow({ rating: 4, item: "4999/5", testIdx: 1 })]),
    ]);
    expect({ unknown, answers: runs[0]?.responses.length }).toEqual({ unknown: 1, answers: 1 });
    const { stderr, code } = await cli("score", rowsFile([resultRow({ rating: 4, item: "4999/5" })]));
    expect(code).toBe(2);
    expect(stderr).toContain("the release has no such items");
  });

  test("a number of repetition that nobody asked is refused with its place", async () => {
    const [row] = whole([4]);
    expect(await message(rowsFile([edited(row, { repeat: 1e15 })]))).toMatch(
      /results\.results\[0\]\.gradingResult\.componentResults\.0\.metadata\.valuePortrait\.repeat/,
    );
  });

  test("ratings whose answers were left out are used, and counted as not checked", async () => {
    const [row] = whole([4]);
    for (const response of [{ output: "[output stripped]" }, {}]) {
      const found = await readOutputs([rowsFile([{ ...row, response }])]);
      expect(found).toMatchObject({ unchecked: 1, reread: 0, runs: [{ responses: { length: 1 } }] });
    }
  });

  test("an answer is read again under the reading that its test names", async () => {
    const text = "Would you like me to go on?";
    const assert = (reading: string) => [
      { type: "javascript", value: "file://likert.js:likert", config: { reading } },
    ];
    const row: Record<string, unknown> = { ...resultRow({ rating: 5 }), response: { output: text } };
    const under = async (reading: string) =>
      await readOutputs([
        rowsFile([{ ...row, testCase: { ...Object(row["testCase"]), assert: assert(reading) } }]),
      ]);
    expect(await under("released")).toMatchObject({
      reread: 0,
      runs: [{ responses: [{ answer: { rating: 5 } }] }],
    });
    expect(await under("default")).toMatchObject({
      reread: 1,
      runs: [{ responses: [{ answer: { kind: "none" } }] }],
    });
  });

  test("every label and its rating agree under both readings", async () => {
    for (const rating of RATINGS) {
      const { reread, runs } = await readOutputs([rowsFile([resultRow({ rating })])]);
      expect({ reread, answer: runs[0]?.responses[0]?.answer }).toEqual({
        reread: 0,
        answer: { kind: "rating", rating },
      });
      expect(LABELS[rating]).not.toBe("");
    }
  });
});

describe("run files", () => {
  const file = runFileOf("qwen-max");
  const [model] = file.models as [RunFile["models"][0]]; // the fixture makes one
  const doubled = {
    ...model,
    items: [...model.items, ...model.items.slice(0, 1)],
    answers: Object.fromEntries(
      Object.entries(model.answers).map(([variant, lines]) => [
        variant,
        lines?.map((line) => line + line.slice(0, 1)),
      ]),
    ),
  };
  const BAD = [
    ["an item twice", { ...file, models: [doubled] }, /there twice/],
    ["a model twice", { ...file, models: [model, model] }, /there twice/],
    [
      "an item that the release does not have",
      { ...file, models: [{ ...model, items: model.items.with(0, "4999/5") }] },
      /items that the release does not have/,
    ],
    ["texts of a made-up commit", { ...file, textsCommit: "0000000" }, /another commit/],
    ["a made-up key", { ...file, key: "mine" }, /key/],
  ] as const;

  test.each(BAD)("with %s is refused", async (_, content, expected) => {
    expect(await message(write(content))).toMatch(expected);
    expect(await message(write(file))).toBe("no error");
  });

  test.each(BAD)("with %s is skipped and named by the MCP server and in a folder", async (_, content) => {
    const runs = newFolder();
    writeFileSync(path.join(runs, "bad.json"), JSON.stringify(content));
    writeFileSync(path.join(runs, "good.json"), JSON.stringify(file));
    const context = mcpContext({ runFolders: [runs] });
    expect(context.profiles().filter(({ kind }) => kind === "run")).toHaveLength(1);
    expect(context.skippedRuns().map(({ name }) => name)).toEqual(["bad.json"]);
    const { skipped, runs: read } = await readOutputs([runs]);
    expect({ skipped: skipped.map(({ name }) => name), models: read.length }).toEqual({
      skipped: ["bad.json"],
      models: 1,
    });
  });
});
