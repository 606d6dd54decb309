import { describe, expect, test } from "vitest";
import { collectRuns } from "../../src/assertions/collect-runs.ts";
import { readRow } from "../../src/assertions/read-ratings.ts";
import { personaPromptLabel } from "../../src/contract/prompt-label.ts";
import { isReleasedItem } from "../../src/release/known-items.ts";
import { resultRow } from "../fixtures/result-row.ts";

describe("one row", () => {
  test("a graded row gives the rating that the assertion recorded", () => {
    expect(readRow(resultRow({ rating: 4 }))).toEqual({
      kind: "answer",
      subject: "model-a",
      provider: "openai:chat:x",
      item: "1008/1",
      variant: "v1",
      repeat: undefined,
      answer: { kind: "rating", rating: 4 },
      cached: false,
      plan: undefined,
      promptIdx: 0,
      check: "same",
      testIdx: 0,
      circumstances: { told: {}, noted: {}, stripped: false },
    });
  });

  test("a row whose metadata was left out is known by its variables and by what the assertion recorded", () => {
    const vars = { query: "…", response: "…" };
    const row = { ...resultRow({ rating: 4, item: "1008/2", vars }), metadata: {}, testCase: {} };
    expect(readRow(row)).toMatchObject({ item: "1008/2", answer: { kind: "rating", rating: 4 } });
  });

  test("an unusable answer keeps its kind", () => {
    expect(readRow(resultRow({ kind: "refusal" }))).toMatchObject({ answer: { kind: "refusal" } });
  });

  test("a row whose provider failed is an error, whatever is left of the response", () => {
    expect(readRow(resultRow({ error: "HTTP 500" }))).toMatchObject({ answer: { kind: "error" } });
  });

  test.each([{ status: 500 }, { status: 0, originalStatus: 401 }])(
    "a row without output is an error when the server refused the call: %j",
    (http) => {
      const row = { ...resultRow({ error: "No output" }), response: { metadata: { http } } };
      expect(readRow(row)).toMatchObject({ answer: { kind: "error" } });
    },
  );

  test("a row whose provider returned nothing is an answer without a label", () => {
    expect(readRow(resultRow({ error: "No output" }))).toMatchObject({ answer: { kind: "none" } });
  });

  test("a row of another test is foreign, one without our assertion unread", () => {
    expect(readRow({ ...resultRow({ rating: 4 }), metadata: {}, testCase: {} })).toEqual({ kind: "foreign" });
    expect(readRow({ ...resultRow({ rating: 4 }), gradingResult: null })).toEqual({ kind: "unread" });
  });

  test("the prompt's label is part of the subject unless it is the plain one", () => {
    expect(readRow(resultRow({ rating: 4, prompt: "Value Portrait as nurse" }))).toMatchObject({
      subject: "model-a · Value Portrait as nurse",
    });
  });

  test("a persona is named after the model", () => {
    expect(readRow(resultRow({ rating: 4, prompt: personaPromptLabel("nurse") }))).toMatchObject({
      subject: "model-a · nurse",
    });
  });

  test("the number of the repetition comes from the assertion, or from the variables when it did not run", () => {
    expect(readRow(resultRow({ rating: 4, repeat: 2 }))).toMatchObject({ repeat: 2 });
    expect(readRow({ ...resultRow({ error: "HTTP 500" }), vars: { _repeat: 2 } })).toMatchObject({
      repeat: 2,
    });
  });
});

describe("many rows", () => {
  const collect = (...rows: (readonly [unknown, number])[]) => {
    const collector = collectRuns(isReleasedItem);
    for (const [row, place] of rows)
      collector.add(readRow(row), { place, unit: `${place}.jsonl`, evalId: "eval-a" });
    return collector.finish();
  };

  test("tests of one eval that ask the same are repeats, in test order whatever the row order", () => {
    const { runs, duplicates } = collect(
      [resultRow({ rating: 5, testIdx: 8 }), 0],
      [resultRow({ rating: 2, testIdx: 7 }), 0],
    );
    expect(duplicates).toBe(0);
    expect(runs[0]?.responses.map(({ repeat, answer }) => [repeat, answer])).toEqual([
      [0, { kind: "rating", rating: 2 }],
      [1, { kind: "rating", rating: 5 }],
    ]);
  });

  test("noted numbers tell repeats apart, also where one is missing or its provider failed", () => {
    const { runs, duplicates } = collect(
      [resultRow({ rating: 6, testIdx: 9, repeat: 3 }), 0],
      [resultRow({ error: "HTTP 500", testIdx: 8 }), 0],
      [resultRow({ rating: 1, testIdx: 6 }), 0],
    );
    expect(duplicates).toBe(0);
    expect(runs[0]?.responses.map(({ repeat, answer }) => [repeat, answer])).toEqual([
      [0, { kind: "rating", rating: 1 }],
      [2, { kind: "error" }],
      [3, { kind: "rating", rating: 6 }],
    ]);
  });

  test("the repeats of one eval read from two files are not counted twice", () => {
    const rows = [resultRow({ rating: 5 }), resultRow({ rating: 2, testIdx: 1, repeat: 1 })];
    const { runs, duplicates, contradictions } = collect(
      ...[0, 1].flatMap((source) => rows.map((row) => [row, source] as const)),
    );
    expect({ duplicates, contradictions }).toEqual({ duplicates: 2, contradictions: 0 });
    expect(runs[0]?.responses).toHaveLength(2);
  });

  test("repeated answers out of the cache are counted", () => {
    const { repeated, cachedRepeats } = collect(
      [resultRow({ rating: 5, cached: true }), 0],
      [resultRow({ rating: 2, testIdx: 1, repeat: 1 }), 0],
      [resultRow({ rating: 2, item: "1008/2", testIdx: 2, cached: true }), 0],
    );
    expect({ repeated, cachedRepeats }).toEqual({ repeated: 2, cachedRepeats: 1 });
  });

  test("the same test twice is a duplicate: the first answer counts, a contradiction is said", () => {
    const found = collect(
      [resultRow({ rating: 5 }), 0],
      [resultRow({ rating: 5 }), 0],
      [resultRow({ rating: 2 }), 1],
    );
    expect(found).toMatchObject({ duplicates: 2, contradictions: 1 });
    expect(found.runs[0]?.responses).toEqual([
      { item: "1008/1", variant: "v1", repeat: 0, answer: { kind: "rating", rating: 5 } },
    ]);
  });

  test("a later answer replaces an error", () => {
    const found = collect([resultRow({ error: "HTTP 500" }), 0], [resultRow({ rating: 2 }), 1]);
    expect(found).toMatchObject({ duplicates: 1, contradictions: 0 });
    expect(found.runs[0]?.responses[0]?.answer).toEqual({ kind: "rating", rating: 2 });
  });

  test("each subject has its own run", () => {
    const { runs } = collect(
      [resultRow({ rating: 1 }), 0],
      [resultRow({ rating: 6, provider: "model-b" }), 0],
    );
    expect(runs.map(({ subject }) => subject)).toEqual(["model-a", "model-b"]);
  });
});
