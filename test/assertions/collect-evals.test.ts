import { describe, expect, test } from "vitest";
import { collectRuns } from "../../src/assertions/collect-runs.ts";
import type { Source } from "../../src/assertions/found-answer.ts";
import { readRow } from "../../src/assertions/read-ratings.ts";
import type { Rating } from "../../src/instrument/scale.ts";
import { isReleasedItem } from "../../src/release/known-items.ts";
import { resultRow } from "../fixtures/result-row.ts";

type RowOptions = Parameters<typeof resultRow>[0];
type File = Partial<Source> & { readonly rows: readonly RowOptions[] };

const ITEMS = ["1008/1", "1008/2", "2025/5", "3039/1"];
const rowsOf = (rating: Rating, more: RowOptions = {}) =>
  ITEMS.map((item, testIdx) => ({ item, rating, testIdx, ...more }));
const collect = (...files: readonly File[]) => {
  const collector = collectRuns(isReleasedItem);
  for (const [place, { rows, ...source }] of files.entries())
    for (const row of rows)
      collector.add(readRow(resultRow(row)), { place, unit: source.file ?? "", ...source });
  return collector.finish();
};
const [MONDAY, TUESDAY] = ["eval-abc-2026-11-23T08:00:00", "eval-xyz-2026-11-24T08:00:00"];

describe("answers of different evals", () => {
  const evals: Readonly<Record<string, readonly [File, File]>> = {
    "are two runs": [
      { rows: rowsOf(6), evalId: MONDAY },
      { rows: rowsOf(1), evalId: TUESDAY },
    ],
    "also where only their rows tell the eval, as in .jsonl": [
      { rows: rowsOf(6, { evalId: MONDAY }) },
      { rows: rowsOf(1, { evalId: TUESDAY }) },
    ],
    "also where nothing tells it, so that each file is an eval": [{ rows: rowsOf(6) }, { rows: rowsOf(1) }],
  };
  test.each(Object.entries(evals))("%s: none completes or contradicts the other", (_, [monday, tuesday]) => {
    const found = collect({ ...monday, file: "monday.json" }, { ...tuesday, file: "tuesday.jsonl" });
    expect(found).toMatchObject({ duplicates: 0, contradictions: 0, repeated: 0 });
    expect(found.runs.map(({ subject, responses }) => [subject, responses.length])).toEqual([
      ["model-a (monday.json)", 4],
      ["model-a (tuesday.jsonl)", 4],
    ]);
    expect(found.runs.map(({ identity }) => identity.subject)).toEqual(["model-a", "model-a"]);
  });

  test("are two runs in one file too, with rows of failed calls, which do not tell, after those of their eval", () => {
    const file = "both.jsonl";
    const failed = { item: "1008/3", error: "HTTP 500", testIdx: 4 };
    const { runs, duplicates } = collect({
      file,
      rows: [failed, ...rowsOf(6, { evalId: MONDAY }), ...rowsOf(1, { evalId: TUESDAY }), failed],
    });
    expect(duplicates).toBe(0);
    expect(runs.map(({ subject, responses }) => [subject, responses.length])).toEqual([
      ["model-a (2026-11-23)", 5],
      ["model-a (2026-11-24)", 5],
    ]);
  });

  test("are named by their condition first", () => {
    const of = (tone: string): File => ({ file: `${tone}.jsonl`, rows: rowsOf(3, { vars: { tone } }) });
    expect(collect(of("formal"), of("casual")).runs.map(({ subject }) => subject)).toEqual([
      "model-a · tone=formal",
      "model-a · tone=casual",
    ]);
  });

  test("come in the order of the files, each with its models in the order of its columns", () => {
    const both = (file: string): File => ({
      file,
      rows: [...rowsOf(3, { provider: "b", promptIdx: 1 }), ...rowsOf(3, { provider: "a" })],
    });
    expect(collect(both("1.json"), both("2.json")).runs.map(({ subject }) => subject)).toEqual([
      "a (1.json)",
      "b (1.json)",
      "a (2.json)",
      "b (2.json)",
    ]);
  });
});

describe("outputs of one eval", () => {
  test("are one run, identical answers counted once: a .json and a .jsonl", () => {
    const found = collect(
      { file: "a.json", rows: rowsOf(4), evalId: MONDAY },
      { file: "a.jsonl", rows: rowsOf(4, { evalId: MONDAY }) },
    );
    expect(found).toMatchObject({ duplicates: 4, contradictions: 0 });
    expect(found.runs).toMatchObject([
      {
        subject: "model-a",
        identity: { files: ["a.json", "a.jsonl"], evalId: MONDAY, date: "2026-11-23T08:00:00Z" },
      },
    ]);
    expect(found.runs[0]?.responses).toHaveLength(4);
  });

  test("complete each other: a cut one and its rest, an error and its retry", () => {
    const rows = rowsOf(4, { evalId: MONDAY });
    const failed = { item: "2025/5", error: "HTTP 500", testIdx: 2 };
    const found = collect(
      { file: "cut.jsonl", rows: [...rows.slice(0, 2), failed] },
      { file: "rest.jsonl", rows: rows.slice(2) },
    );
    expect(found).toMatchObject({ duplicates: 1, contradictions: 0 });
    expect(
      found.runs.map(({ subject, responses }) => [subject, responses.map(({ answer }) => answer.kind)]),
    ).toEqual([["model-a", ["rating", "rating", "rating", "rating"]]]);
  });
});
