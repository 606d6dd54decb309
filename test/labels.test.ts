/**
 * Strangers' labels through every face: what comes out is parsed, and holds the label intact or visibly escaped.
 * @module-tag slow
 */
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { lexer, type Token } from "marked";
import { SaxesParser } from "saxes";
import { describe, expect, test, vi } from "vitest";
import { print, say } from "../src/extensions/say.ts";
import { visibleBlock, visibleLine } from "../src/lib/visible-text.ts";
import { listValueProfiles } from "../src/mcp/tools/list-value-profiles.ts";
import { loadReference } from "../src/release/reference.ts";
import { comparisonPrintout } from "../src/report/comparison-table.ts";
import { type Data, longCsv, wideCsv } from "../src/report/csv/data.ts";
import { evalSummary } from "../src/report/eval-summary.ts";
import { gateJunit, gatePrintout } from "../src/report/gate-text.ts";
import { comparisonPage } from "../src/report/html/comparison-page.ts";
import { historyPage } from "../src/report/html/history-page.ts";
import { type PrintFormat, renderPrintout } from "../src/report/printout.ts";
import { renderTables } from "../src/report/render-table.ts";
import type { Table } from "../src/report/table.ts";
import { outlineRun } from "../src/scoring/analysis/outline-run.ts";
import type { ScreenedHistory } from "../src/scoring/analysis/screened-history.ts";
import { compareRuns } from "../src/scoring/compare/compare-runs.ts";
import type { Headline } from "../src/scoring/compare/comparison.ts";
import type { GateResult } from "../src/scoring/drift/gate.ts";
import { runHistory } from "../src/scoring/drift/run-history.ts";
import { itemRatings } from "../src/scoring/score/item-ratings.ts";
import { reduceRun } from "../src/scoring/score/reduced-run.ts";
import { completeRuns } from "./fixtures/answers.ts";
import { ACTS, HOSTILE_LABELS, hostileLabel } from "./fixtures/hostile-labels.ts";
import { found, mcpContext } from "./fixtures/mcp-context.ts";
import { cli as runCli } from "./fixtures/run-cli.ts";
import { runFileOf } from "./fixtures/run-file.ts";

const { key, screen } = loadReference("released");
const [first, second] = completeRuns as [(typeof completeRuns)[0], (typeof completeRuns)[0]]; // there are 33
const comparison = compareRuns(first, second, key, { seed: 42, resamples: 100, margin: 0.3 });
const outline = outlineRun(reduceRun(first, key), screen, { seed: 42, resamples: 100 });
const headlineOf = (label: string): Headline => ({
  outcome: "refused",
  summary: `${label} fails the screen`,
  dimensions: ["Power"],
  p: undefined,
});
const named = (label: string) => ({
  ...comparison,
  a: label,
  headline: headlineOf(label),
  onItems: headlineOf(label),
});
const gated = (label: string): GateResult => ({
  ...headlineOf(label),
  rule: "items",
  rules: { items: headlineOf(label), population: headlineOf(label) },
  watches: [],
  onItems: undefined,
  settling: [],
  screens: [],
});

const historyOf = (label: string): ScreenedHistory => {
  const runs = ["2026-11-01", "2026-11-02"].map((created) => ({
    id: label,
    created,
    ratings: itemRatings(first.responses),
    noise: new Map(),
  }));
  return {
    outcome: "refused",
    summary: `${label} fails the screen`,
    history: runHistory(runs, key, ["Power"]),
    watches: [],
    screen: undefined,
    leftOut: [label],
  };
};

/** A label wherever a table has a text. */
const tableOf = (label: string): Table => ({
  title: label,
  note: [label, "the end"],
  columns: [{ header: label }, { header: "N", digits: 1 }, { header: "Last" }],
  rows: [
    [label, -0.5, "end"],
    ["x", -0.5, label],
  ],
});

function texts(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token): Token[] => {
    if (token.type === "table")
      return [token, ...texts([...token["header"], ...token["rows"].flat()].flatMap((cell) => cell.tokens))];
    if (token.type === "list") return [token, ...texts(token["items"])];
    return [token, ...("tokens" in token && token.tokens !== undefined ? texts(token.tokens) : [])];
  });
}

function everywhere(check: (label: string) => void): void {
  for (const label of HOSTILE_LABELS) check(label);
  fc.assert(fc.property(hostileLabel, check), { numRuns: 200 });
}

describe("a hostile label", () => {
  test("does nothing on a terminal and adds no line to a table", () => {
    const lines = (label: string) =>
      renderTables([{ ...tableOf(label), title: "", note: "" }], "table").split("\n");
    everywhere((label) => {
      for (const text of [
        renderTables([tableOf(label)], "table"),
        renderPrintout(comparisonPrintout(named(label), [], [label]), "table"),
        renderPrintout(
          gatePrintout(gated(label), named(label), [label], label === "" ? "" : "REFUSED"),
          "table",
        ),
        evalSummary([{ ...outline, profile: { ...outline.profile, subject: label } }]),
      ])
        expect(text).not.toMatch(ACTS);
      expect(lines(label)).toHaveLength(lines("plain").length);
    });
  });

  test("is words in markdown and in a step summary: no link, image, heading, HTML, further row or cell", () => {
    everywhere((label) => {
      for (const text of [
        renderTables([tableOf(label)], "markdown"),
        renderPrintout(gatePrintout(gated(label), named(label), [label], "REFUSED"), "markdown"),
      ]) {
        expect(text).not.toMatch(ACTS);
        const tokens = texts(lexer(text));
        const kinds = new Set(tokens.map(({ type }) => type));
        for (const kind of [
          "link",
          "image",
          "html",
          "blockquote",
          "code",
          "codespan",
          "strong",
          "em",
          "del",
          "def",
          "hr",
        ])
          expect(kinds, kind).not.toContain(kind);
        expect(tokens.filter(({ type }) => type === "heading")).toHaveLength(1);
        // One is ours: a note of the gate.
        expect(tokens.filter(({ type }) => type === "list_item").length).toBeLessThanOrEqual(
          text.includes("REFUSED") ? 1 : 0,
        );
        for (const token of tokens)
          if (token.type === "table")
            for (const row of token["rows"]) expect(row).toHaveLength(token["header"].length);
      }
      const rows = lexer(renderTables([tableOf(label)], "markdown")).flatMap((token): unknown[] =>
        token.type === "table" ? token["rows"] : [],
      );
      expect(rows).toHaveLength(2);
    });
  });

  test("is a text in CSV that no spreadsheet computes, and numbers stay numbers", () => {
    everywhere((label) => {
      const data: Data = {
        columns: ["run", "score", "note"],
        rows: [{ run: label, score: -0.5, note: label }],
        wide: { by: "note", measures: ["score"], nameOf: (_, value) => value, without: [] },
      };
      const text = longCsv(data);
      expect(text).not.toMatch(ACTS);
      const [, row] = parse(text) as string[][];
      const wide = wideCsv(data);
      expect(wide).not.toMatch(ACTS);
      // A name of a wide column may be a label.
      const [header] = parse(wide) as string[][];
      for (const cell of [header?.[1], row?.[0], row?.[2]]) {
        expect(cell).not.toMatch(/^[=+@\t\r]|^-(?![\d.]+$)/);
        expect([visibleLine(label), `'${visibleLine(label)}`]).toContain(cell);
      }
      expect(row?.[1]).toBe("-0.5");
    });
  });

  test("comes back from JSON as it was, and from JSON on a terminal", () => {
    everywhere((label) => {
      const text = renderPrintout(comparisonPrintout(named(label), [], [label]), "json");
      expect(text).not.toMatch(ACTS);
      expect(visibleBlock(text)).toBe(text);
      expect(JSON.parse(text).a).toBe(label);
    });
  });

  test("leaves JUnit XML well-formed and can be read in it", () => {
    everywhere((label) => {
      const suites: string[] = [];
      const parser = new SaxesParser();
      parser.on("error", (error) => {
        throw error;
      });
      parser.on("opentag", ({ name, attributes }) => {
        if (name === "testsuite") suites.push(String(attributes["name"]));
      });
      parser.write(gateJunit(gated(label), named(label), [label])).close();
      expect(suites).toEqual([visibleLine(`${label} against ${comparison.b}`)]);
    });
  });

  test("leaves an HTML page without controls, and without commands when it is printed", () => {
    for (const label of HOSTILE_LABELS) {
      for (const page of [
        comparisonPage(named(label), [], [label], "0.0.0"),
        historyPage(label, historyOf(label), [label], { key: "released", version: "0.0.0" }),
      ]) {
        expect(page).not.toMatch(ACTS);
        expect(page).not.toContain("<img src=x");
        expect(visibleBlock(page)).toBe(page);
      }
    }
  });

  test("is one line of a hook's output", () => {
    const written: string[] = [];
    const spy = vi
      .spyOn(process.stderr, "write")
      .mockImplementation((text) => written.push(String(text)) > 0);
    try {
      for (const label of HOSTILE_LABELS) {
        say(`several providers are called ${label}`);
        print(`${label}\n`);
      }
    } finally {
      spy.mockRestore();
    }
    expect(written.join("")).not.toMatch(ACTS);
    for (const [at, text] of written.entries()) if (at % 2 === 0) expect(text.split("\n")).toHaveLength(2);
  });

  test("is a text on every face of the command line, on stdout and stderr", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-labels-"));
    const file = path.join(folder, "run.json");
    const models = HOSTILE_LABELS.filter((label) => label !== "").map((label) => ({
      ...runFileOf("qwen-max", {}, label).models[0],
      items: ["1008/1"],
      answers: { v1: ["4"] },
    }));
    writeFileSync(file, JSON.stringify({ ...runFileOf("qwen-max"), models }));
    for (const format of ["table", "markdown", "csv", "csv-wide", "json"] satisfies PrintFormat[]) {
      const { stdout, stderr } = await runCli("score", file, "-f", format, "--resamples", "100");
      expect(stdout).not.toMatch(ACTS);
      expect(stderr).not.toMatch(ACTS);
      expect(stdout).not.toBe("");
    }
    for (const args of [
      ["compare", file, "human"],
      ["keys", file],
      ["gate", "a\n::error::b", "--baseline", file],
      ["score", "\u001b[2J"],
      ["\n::error::x"],
      ["score", "--\n::error::x"],
    ]) {
      const { stdout, stderr, code } = await runCli(...args);
      expect(`${stdout}${stderr}`).not.toMatch(ACTS);
      expect(code).toBe(2);
    }
    const html = path.join(folder, "report.html");
    await runCli("report", `${file}#${HOSTILE_LABELS[0]}`, "-o", html, "--resamples", "100");
    expect(readFileSync(html, "utf8")).not.toMatch(ACTS);
  });

  test("is one line of what an assistant reads", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-labels-"));
    const [model] = runFileOf("qwen-max").models;
    const models = HOSTILE_LABELS.filter((label) => label !== "").map((subject) => ({ ...model, subject }));
    writeFileSync(path.join(folder, "run.json"), JSON.stringify({ ...runFileOf("qwen-max"), models }));
    const value = found(listValueProfiles, { kind: "run" }, mcpContext({ runFolders: [folder] }));
    const strings: string[] = [];
    JSON.stringify(value, (_, one: unknown) => {
      if (typeof one === "string") strings.push(one);
      return one;
    });
    expect(strings.length).toBeGreaterThan(models.length);
    for (const text of strings) expect(text).not.toMatch(ACTS);
  });
});

/** Who may write to this process's streams, and who may make tables of a format: each escapes. */
const DOORS: readonly (readonly [what: RegExp, files: readonly string[]])[] = [
  [
    /process\.(stdout|stderr)\.write|console\./,
    [
      "cli/main.ts", // behind the guard in cli/program.ts
      "extensions/say.ts",
      "mcp/main.ts",
      "promptfoo/plan/price-probe.ts", // a process whose output is JSON for us
      "texts/texts.ts", // names the folder of the texts
    ],
  ],
  [/markdown-table|cli-table3/, ["report/render-table.ts"]],
  [/csv-stringify/, ["report/csv/data.ts"]],
  [/<\?xml/, ["report/junit.ts"]],
];

test.each(DOORS)("no file but those that escape has %s", (what, files) => {
  const src = path.join(import.meta.dirname, "../src");
  const found = readdirSync(src, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && what.test(readFileSync(path.join(src, name), "utf8")))
    .map((name) => name.replaceAll(path.sep, "/"));
  expect(found.toSorted()).toEqual(files);
});
