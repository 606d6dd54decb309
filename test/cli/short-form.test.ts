import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { shortFormItems } from "../../src/release/short-form.ts";
import { toRunFileModel } from "../../src/runs/run-file.ts";
import { releasedRun } from "../fixtures/released.ts";
import { replayedOutput } from "../fixtures/released-output.ts";
import { cli } from "../fixtures/run-cli.ts";
import { runFileOf } from "../fixtures/run-file.ts";
import golden from "../golden/short-form.json" with { type: "json" };

const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-short-"));
const MODEL = "claude-3-opus-20240229";
const short = replayedOutput(path.join(folder, "short.jsonl"), MODEL, { items: "short" });
const other = replayedOutput(path.join(folder, "other.jsonl"), "gpt-4o-2024-05-13", { items: "short" });
const broken = replayedOutput(path.join(folder, "broken.jsonl"), MODEL, { items: "short" }, 200);
const whole = replayedOutput(path.join(folder, "whole.jsonl"), MODEL, { items: "all" });
const page = path.join(folder, "report.html");
const WEIGHTED = ["--key", "weighted", "--resamples", "200"];
const NOTE = "was asked the short form (200 items, 2 prompts): scores under the key weighted only";

describe("plan", () => {
  const plan = (...args: string[]) =>
    cli("plan", "--providers", "ollama:chat:a", "--items", "short", ...args);

  test("says calls, what is kept of the reliability, for which key, and the errors to expect", async () => {
    const { stdout, code } = await plan();
    expect(code).toBe(0);
    expect(stdout).toContain("200 items x 2 prompts x 1 model = 400 calls");
    expect(stdout).toContain(
      "about 83% of the whole form's reliability (520 items, 6 prompts). Only for --key weighted",
    );
    expect(stdout).toMatch(/^Universalism +200 +94 +0\.14 \(0\.10 to 0\.18\)$/m);
    expect(stdout).not.toContain("centred");
  });

  test("as JSON too", async () => {
    const { stdout } = await plan("--format", "json");
    const document = JSON.parse(stdout);
    expect(document.shortForm).toEqual({ key: "weighted", keptReliability: 0.83 });
    expect(document.standardErrors[0].samePrompts.median).toBeCloseTo(golden.se.Universalism, 2);
  });

  test.each([
    ["--sample", "150"],
    ["--topics", "Work and career"],
  ])("refuses %s beside it", async (...args) => {
    const { stderr, code } = await plan(...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(/short/);
  });
});

test.each([
  ["score", [short]],
  ["score of several", [whole, short]],
  ["score under another key", [short, "--key", "style-centred"]],
  ["compare", [short, other]],
  ["compare with the whole form", [whole, short]],
  ["compare with people", [short, "human"]],
  ["gate", [whole, "--baseline", short]],
  ["report", [short, "-o", page]],
  ["report with a baseline", [whole, "--baseline", short, "-o", page]],
])("%s refuses another key in one line that says why and what to do", async (name, args) => {
  const { stdout, stderr, code } = await cli(name.split(" ")[0] ?? "", ...args);
  expect(code).toBe(2);
  expect(stdout).toBe("");
  const errors = stderr.split("\n").filter((line) => line.startsWith("error: "));
  expect(errors).toEqual([
    expect.stringMatching(/asked the short form, whose items .* Give --key weighted$/),
  ]);
});

test("a history of short forms asks for the weighted key too", async () => {
  const items = shortFormItems();
  for (const day of [1, 2]) {
    const { responses } = releasedRun(MODEL);
    const asked = responses.filter(({ item, variant }) => items.has(item) && variant.startsWith("v1"));
    const models = [toRunFileModel({ subject: "mine", responses: asked }, "mine")];
    const file = runFileOf(MODEL, {
      created: `2026-11-0${day}T03:00:00.000Z`,
      evalId: `eval-${day}`,
      models,
    });
    mkdirSync(path.join(folder, "history"), { recursive: true });
    writeFileSync(path.join(folder, "history", `${day}.json`), JSON.stringify(file));
  }
  const gate = (...args: string[]) => cli("gate", "--history", path.join(folder, "history"), ...args);
  const refused = await gate();
  expect(refused.code).toBe(2);
  expect(refused.stdout).toBe("");
  expect(refused.stderr).toMatch(/^error: mine was asked the short form.* Give --key weighted$/m);
  const { stdout, code } = await gate("--key", "weighted", "--format", "json");
  expect(code).not.toBe(2);
  expect(stdout).toContain(NOTE);
});

test("score has values under the weighted key, and every format says what was asked", async () => {
  for (const format of ["table", "json", "csv", "markdown"]) {
    const { stdout, stderr, code } = await cli("score", short, ...WEIGHTED, "--format", format);
    expect(code).toBe(0);
    expect(stderr).toContain(NOTE);
    if (format === "table") expect(stdout).toMatch(/^Universalism +[+-]0\.\d\d +0\.\d\d .* 200 +400$/m);
    if (format === "json") expect(stdout).toContain(NOTE);
  }
});

test("below 120 items no value is printed", async () => {
  const { stdout, stderr } = await cli("score", broken, ...WEIGHTED);
  expect(stderr).toContain("(100 items, 2 prompts): no scores, because it takes 120 items");
  expect(stdout).toMatch(/^Universalism +too few items +0 +0$/m);
  expect(stdout).not.toContain("NaN");
});

test("a short form is compared with the whole on the items of both", async () => {
  const { stdout, code } = await cli("compare", short, whole, ...WEIGHTED);
  expect(code).toBe(0);
  expect(stdout).toContain("On the 400 answers to 200 scored items that both gave");
  expect(stdout).toMatch(/^Universalism +(\S+) +\1 +0\.00 /m);
});

test("keys and report show no other key of it", async () => {
  const { stdout } = await cli("keys", short);
  expect(stdout).toMatch(/^Dimension +weighted$/m);
  expect(stdout).not.toContain("released");
  const { code } = await cli("report", short, ...WEIGHTED, "-o", page);
  expect(code).toBe(0);
  const html = readFileSync(page, "utf8");
  expect(html).toContain(NOTE);
  expect(html).toContain("Scores under 1 key");
  expect(html).not.toContain('<th scope="col">released</th>');
});
