/** @module-tag slow */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { recordOf } from "../../src/lib/record-of.ts";
import { profileHead } from "../../src/mcp/profile-view.ts";
import { runEntries } from "../../src/mcp/profiles.ts";
import { COUNTED } from "../../src/runs/row-counts.ts";
import { mcpContext } from "../fixtures/mcp-context.ts";
import { replayedOutput } from "../fixtures/released-output.ts";
import { cli } from "../fixtures/run-cli.ts";
import { runFileOf } from "../fixtures/run-file.ts";

const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-notes-"));
const FEW = ["--resamples", "100"];
const OTHER = "gpt-4o-2024-11-20";
const faulty = path.join(folder, "faulty.jsonl");
const page = path.join(folder, "page.html");

const FAULTS = [
  "1 rows answer an item and prompt a second time for the same model (1 of them differently)",
  "the last line is cut off",
  "1 of 1902 planned answers are missing",
];
const lacking = (text: string) => {
  const words = text.replace(/\s+/g, " ");
  return FAULTS.filter((fault) => !words.includes(fault));
};

/** A duplicate that contradicts, and a last line that is cut off, of a run that is whole otherwise. */
beforeAll(() => {
  const lines = readFileSync(replayedOutput(faulty, "gpt-4o-2024-05-13", undefined), "utf8")
    .trimEnd()
    .split("\n");
  const [first = "", last = ""] = [lines[0], lines.at(-1)];
  const other = first.replaceAll(/"rating":\d/g, (given) => `"rating":${given.endsWith("1") ? 6 : 1}`);
  writeFileSync(faulty, [...lines.slice(0, -1), other, last.slice(0, 50)].join("\n"));
});

describe("whatever is wrong with a file is said on stderr by", () => {
  test.each([
    ["score", ["score", faulty, ...FEW]],
    ["compare", ["compare", faulty, OTHER, ...FEW]],
    ["compare, of the second run", ["compare", OTHER, faulty, ...FEW]],
    ["compare with people", ["compare", faulty, "human", ...FEW]],
    ["gate", ["gate", faulty, "--baseline", OTHER, ...FEW]],
    ["gate, of the baseline", ["gate", OTHER, "--baseline", faulty, ...FEW]],
    ["report", ["report", faulty, "-o", page, "--no-texts", ...FEW]],
    ["report, of the baseline", ["report", OTHER, "--baseline", faulty, "-o", page, "--no-texts", ...FEW]],
    ["keys", ["keys", faulty]],
  ])("%s", async (_, args) => {
    expect(lacking((await cli(...args)).stderr)).toEqual([]);
  });
});

describe("and stands in what is kept:", () => {
  test.each([
    ["score, markdown", ["score", faulty, "--format", "markdown", ...FEW]],
    ["compare, markdown", ["compare", faulty, OTHER, "--format", "markdown", ...FEW]],
    ["compare, JSON", ["compare", faulty, OTHER, "--format", "json", ...FEW]],
    ["compare, HTML", ["compare", faulty, OTHER, "--format", "html", ...FEW]],
    ["compare with people, JSON", ["compare", faulty, "human", "--format", "json", ...FEW]],
    ["gate, markdown", ["gate", faulty, "--baseline", OTHER, "--format", "markdown", ...FEW]],
    ["gate, JSON", ["gate", faulty, "--baseline", OTHER, "--format", "json", ...FEW]],
    ["keys, JSON", ["keys", faulty, "--format", "json"]],
  ])("%s", async (_, args) => {
    expect(lacking((await cli(...args)).stdout)).toEqual([]);
  });

  test("report", async () => {
    await cli("report", faulty, "-o", page, "--no-texts", ...FEW);
    expect(lacking(readFileSync(page, "utf8"))).toEqual([]);
  });

  test("JUnit", async () => {
    const junit = path.join(folder, "junit.xml");
    await cli("gate", faulty, "--baseline", OTHER, "--junit", junit, ...FEW);
    expect(lacking(readFileSync(junit, "utf8"))).toEqual([]);
  });
});

test("what an eval found in its rows is in its run file, for the command line and for assistants", async () => {
  const found = { ...recordOf(COUNTED, () => 0), duplicates: 3, contradictions: 2 };
  const file = runFileOf("qwen-max", { found });
  const target = path.join(folder, "run.json");
  writeFileSync(target, JSON.stringify(file));
  const expected = "3 rows answer an item and prompt a second time";
  expect((await cli("keys", target)).stderr).toContain(expected);
  const [entry] = runEntries([{ name: "a.json", stamp: "found", file }]);
  if (entry === undefined) throw new Error("a run file has a model");
  expect(profileHead(entry, mcpContext()).warnings).toEqual([expect.stringContaining(expected)]);
});
