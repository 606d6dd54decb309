/** @module-tag slow */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { replayedOutput } from "../fixtures/released-output.ts";
import { cli } from "../fixtures/run-cli.ts";

const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-partial-"));
const MODEL = "gpt-4o-2024-05-13";
const FEW = ["--resamples", "100"];
const MISSING = "951 of 1902 planned answers are missing";
const replay = (name: string, config?: unknown, count?: number) =>
  replayedOutput(path.join(folder, `${name}.jsonl`), MODEL, config, count);

let whole = "";
let half = "";
beforeAll(() => {
  whole = replay("whole");
  half = replay("half", undefined, 951);
});

describe("half a run never passes for a whole one", () => {
  test("in score, in words and in JSON", async () => {
    const { stdout } = await cli("score", half, ...FEW);
    expect(stdout).toContain(`951 of 951 answers usable; ${MISSING}`);
    expect(stdout.replaceAll("\n", " ")).toContain(`DO NOT INTERPRET: ${MISSING} (50.0%)`);
    const { stdout: json } = await cli("score", half, ...FEW, "--format", "json");
    expect(JSON.parse(json).profiles[0].answers).toMatchObject({ planned: 1902, total: 951, rating: 951 });
  });

  test("in gate, whichever of the two it is: refused, unless it is accepted", async () => {
    for (const [run, baseline] of [
      [half, whole],
      [whole, half],
    ] as const) {
      const { code, stdout } = await cli("gate", run, "--baseline", baseline, ...FEW);
      expect(code).toBe(2);
      expect(stdout).toContain(`REFUSED: ${MODEL} (half.jsonl): do not interpret. ${MISSING}`);
      expect(stdout).toContain("--accept-partial");
    }
    const accepted = await cli("gate", half, "--baseline", whole, "--accept-partial", ...FEW);
    expect(accepted.code).toBe(0);
    expect(accepted.stderr).toContain(MISSING);
    expect((await cli("gate", whole, "--baseline", whole, ...FEW)).code).toBe(0);
  });

  test("in compare, keys and report", async () => {
    expect((await cli("compare", half, "gpt-4o-2024-11-20", ...FEW)).stderr).toContain(MISSING);
    expect((await cli("keys", half)).stderr).toContain(MISSING);
    const page = path.join(folder, "report.html");
    await cli("report", half, "-o", page, "--no-texts", ...FEW);
    expect(readFileSync(page, "utf8")).toContain(MISSING);
  });
});

test.each([
  ["all scored items", undefined],
  ["a sample", { sample: 40 }],
  ["the items of a dimension", { items: { dimensions: ["Power"] }, variants: ["v1", "v1_reversed"] }],
])("a whole run of %s lacks nothing", async (name, config) => {
  const { stdout } = await cli("score", replay(`whole ${name}`, config), ...FEW);
  expect(stdout).not.toContain("planned");
});

test("two generators of one eval are two plans, of which each may lack answers", async () => {
  const rows = [
    replay("a", { items: { ids: ["1008/1", "1008/2"] }, variants: ["v1", "v2"] }),
    replay("b", { items: { ids: ["2025/5"] } }, 5),
  ].map((file) => readFileSync(file, "utf8"));
  const both = path.join(folder, "both.jsonl");
  writeFileSync(both, rows.join(""));
  expect((await cli("score", both, ...FEW)).stdout).toContain(
    "9 of 9 answers usable; 1 of 10 planned answers are missing",
  );
});

test("rows without a plan show the gaps among the items and prompts that they have", async () => {
  const rows = readFileSync(half, "utf8").trimEnd().split("\n");
  const planless = rows.map((row) => {
    const { metadata, ...rest } = JSON.parse(row);
    const { plannedTests: _, ...old } = metadata;
    return `${JSON.stringify({ ...rest, metadata: old, testCase: { ...rest.testCase, metadata: old } })}\n`;
  });
  const file = path.join(folder, "old.jsonl");
  writeFileSync(file, planless.join(""));
  expect((await cli("score", file, ...FEW)).stdout).toContain("3 of 954 planned answers are missing");
});
