import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readOutputs } from "../../src/promptfoo/read-outputs.ts";
import { resultRow } from "../fixtures/result-row.ts";

const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-foreign-"));

function write(name: string, content: string | Buffer): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

const refusalOf = (file: string) =>
  readOutputs([file]).then(
    () => "read",
    (error: Error) => error.message.replace(`${folder}/`, ""),
  );

const chat = { choices: [{ message: { content: "like me" }, finish_reason: "stop" }] };
const message = { role: "assistant", content: [{ type: "text", text: "like me" }] };
const json: Readonly<Record<string, readonly [content: unknown, name: string]>> = {
  "lm-evaluation-harness's samples": [
    { doc_id: 0, doc: {}, resps: [["like me"]] },
    "samples of lm-evaluation-harness",
  ],
  "its table": [{ results: {}, versions: {}, configs: {} }, "the table of results of lm-evaluation-harness"],
  "OpenAI's batch output": [
    { id: "b", custom_id: "1", response: { body: chat }, error: null },
    "output of a batch of OpenAI",
  ],
  "batch input": [{ custom_id: "1", method: "POST", url: "/v1", body: {} }, "input of a batch"],
  "Anthropic's batch results": [
    { custom_id: "1", result: { type: "succeeded", message } },
    "results of an Anthropic",
  ],
  "Anthropic's batch errors": [{ custom_id: "1", result: { type: "errored" } }, "results of an Anthropic"],
  "Gemini's batch output": [{ key: "1", response: {} }, "output of a batch of Gemini"],
  "an Inspect log": [{ version: 2, status: "success", eval: {}, samples: [] }, "a log of Inspect"],
  "an answer of a chat API": [chat, "an answer of a chat API"],
  "training data": [{ messages: [] }, "a chat, or training data"],
  "the authors' scores": [{ meta: {}, scores: {} }, "the authors' scores"],
  "our own scores": [{ format: "value-portrait/scores", version: 1 }, "scores that value-portrait printed"],
  "a config": [{ providers: [], prompts: [] }, "a config of promptfoo"],
};

describe.each(Object.entries(json))("%s", (_, [content, name]) => {
  test("is named, as a document, as a line, in a list, and compressed, with what to do on one line", async () => {
    const text = JSON.stringify(content);
    for (const file of [
      write("one.json", text),
      write("one.jsonl", `${text}\n`),
      write("two.jsonl", `${text}\n${text}\n`),
      write("two.json", JSON.stringify([content, content], null, 2)),
      write("one.json.gz", gzipSync(text)),
    ]) {
      const said = await refusalOf(file);
      expect(said).toContain(`: ${name}`);
      expect(said).toMatch(/, not an output of promptfoo\. \S/);
      expect(said).not.toContain("\n");
      expect(said).not.toContain("Invalid input");
    }
  });
});

describe("a file that is no JSON", () => {
  test.each([
    ["survey.csv", "respondent,item,variant,answer\nr1,1008/1,v1,like me\n", "a table"],
    ["survey.tsv", "respondent\titem\nr1\t1008/1\n", "a table"],
    ["semicolons.csv", "\ufeffStartDate;Q1_1\n2026-01-02;5\n", "a table"],
    ["out.csv", 'item,variant,query,response,"[gpt-4o] Value Portrait"\n', "promptfoo's table"],
    ["out.yaml", "evalId: eval-abc\nresults:\n  version: 3\n", "promptfoo's YAML"],
    ["out.html", "<!DOCTYPE html>\n<html>", "HTML or XML"],
    ["log.eval", Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0]), "a zip archive"],
    ["samples.parquet", "PAR1\u0015\u0004", "a file of Parquet"],
    ["promptfoo.db", "SQLite format 3\u0000", "a database of SQLite"],
    ["out.jsonl.zst", Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 4, 0]), "a file compressed with zstd"],
    ["named.jsonl", "respondent,item\nr1,1008/1\n", "a table"],
  ])("%s is named", async (name, content, kind) => {
    expect(await refusalOf(write(name, content))).toContain(`${name}: ${kind}`);
  });
});

describe("promptfoo's rows are read whatever wrote the file", () => {
  const rows = [resultRow({ rating: 4 }), resultRow({ rating: 5, item: "1008/2", testIdx: 1 })];
  const lines = rows.map((row) => `${JSON.stringify(row)}\n`).join("");
  const document = JSON.stringify({ evalId: "e", results: { version: 3, results: rows, prompts: [] } });
  const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, "utf16le");

  test.each<readonly [string, string | Buffer]>([
    ["out.ndjson", lines],
    ["OUT.JSONL", lines],
    ["out.jsonl.gz", gzipSync(lines)],
    ["out.json.gz", gzipSync(document)],
    ["mark.jsonl", `\ufeff${lines}`],
    ["mark.json", `\ufeff${document}`],
    ["utf16.jsonl", utf16(lines)],
    ["utf16.json", utf16(document).swap16()],
    ["windows.jsonl", `${lines.replaceAll("\n", "\r\n")}\r\n`],
    ["lines.json", lines],
    ["document.jsonl", JSON.stringify(JSON.parse(document), null, 2)],
    ["document-in-a-line.jsonl", document],
    ["rows.json", JSON.stringify(rows)],
    ["no-ending", lines],
    ["cut.ndjson", `${lines}{"id":"row-2","test`],
  ])("%s", async (name, content) => {
    const { runs, rows: count } = await readOutputs([write(name, content)]);
    expect({ count, ratings: runs[0]?.responses.map(({ answer }) => answer) }).toEqual({
      count: 2,
      ratings: [
        { kind: "rating", rating: 4 },
        { kind: "rating", rating: 5 },
      ],
    });
  });
});

describe("results of the authors' evaluation", () => {
  const rows = [
    { portrait_id: 1008, option_id: 1, prompt: "…", raw_response: "Very much like me.", numeric_response: 6 },
    {
      portrait_id: "1008",
      option_id: "2",
      error: "Could not parse valid Likert response from: I cannot answer.",
    },
    { portrait_id: 1008, option_id: 3, error: "API call failed" },
  ];
  const results = JSON.stringify(rows);

  test("are scored, with model and prompt from their names; several prompts are one run", async () => {
    const { runs } = await readOutputs([
      write("my-model_v1_results.json", results),
      write("my-model_v2_reversed_results.json", results),
    ]);
    expect(runs.map(({ subject, responses }) => [subject, responses.length])).toEqual([["my-model", 6]]);
    expect(
      runs[0]?.responses.filter(({ variant }) => variant === "v2_reversed").map(({ answer }) => answer),
    ).toEqual([
      { kind: "rating", rating: 6 },
      { kind: expect.stringMatching(/refusal|none/) },
      { kind: "error" },
    ]);
  });

  test("whose name has no prompt in it are told how to be called", async () => {
    expect(await refusalOf(write("results.json", results))).toMatch(
      /authors' evaluation.*<model>_<prompt>_results\.json/,
    );
  });
});
