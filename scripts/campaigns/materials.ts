import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { planText } from "../../src/contract/eval-plan.ts";
import { VARIANTS } from "../../src/instrument/variant.ts";
import { readOutputs } from "../../src/promptfoo/read-outputs.ts";
import { toRunFileModel } from "../../src/runs/run-file.ts";
import { replayedOutput } from "../../test/fixtures/released-output.ts";
import { resultRow } from "../../test/fixtures/result-row.ts";
import { runFileOf } from "../../test/fixtures/run-file.ts";

/** Two models that answered the same sample of items, as each kind of file holds them. */
export type Material = {
  readonly kind: "rows" | "document" | "run file";
  /** With a dot. */
  readonly extension: string;
  readonly text: string;
};

/** A result row, or a part of one. */
export type Json = Record<string, unknown>;

export const MODELS = ["gpt-4o-2024-05-13", "qwen-max"] as const;
/** With it the answers are read again. */
const ASSERT = (resultRow({})["testCase"] as Json)["assert"];
const CONFIG = { sample: 24, variants: VARIANTS.slice(0, 4) };

export function newFolder(campaign: string): string {
  return mkdtempSync(path.join(tmpdir(), `value-portrait-campaign-${campaign}-`));
}

/** The same answers in three kinds of files, whole and without anything to remark. */
export async function makeMaterials(folder: string): Promise<readonly Material[]> {
  const rows = MODELS.flatMap((model, promptIdx) => {
    const file = replayedOutput(path.join(folder, `${promptIdx}.jsonl`), model, CONFIG);
    return linesOf(readFileSync(file, "utf8")).map((row) => ({
      ...row,
      promptIdx,
      testCase: { ...(row["testCase"] as Json), assert: ASSERT },
    }));
  });
  const lines = rows.map((row) => `${JSON.stringify(row)}\n`).join("");
  return [
    { kind: "rows", extension: ".jsonl", text: lines },
    { kind: "document", extension: ".json", text: JSON.stringify(documentOf(rows), null, 2) },
    { kind: "run file", extension: ".json", text: await runFileText(folder, lines) },
  ];
}

export function linesOf(text: string): Json[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as Json); // we wrote it
}

/** As `promptfoo export eval` writes it. */
function documentOf(rows: readonly Json[]) {
  const cells = rows.flatMap(({ promptIdx, vars }) => {
    const { item, variant } = vars as Readonly<Record<string, string>>; // of replayedOutput
    return promptIdx === 0 ? [`${item} ${variant}`] : [];
  });
  const raw = planText({ cells, others: 0, ranged: false, functions: [] });
  return {
    evalId: "eval-abc-2026-11-01T10:00:00",
    results: {
      version: 3,
      timestamp: "2026-11-01T10:00:00.000Z",
      prompts: MODELS.map((model) => ({ raw, label: "Value Portrait", provider: model, metrics: {} })),
      results: rows,
    },
    config: { description: "Value Portrait" },
  };
}

async function runFileText(folder: string, lines: string): Promise<string> {
  const file = path.join(folder, "both.jsonl");
  writeFileSync(file, lines);
  const { runs } = await readOutputs([file]);
  const models = runs.map((run) => toRunFileModel(run, run.provider));
  return `${JSON.stringify(runFileOf(MODELS[0], { models }), null, 2)}\n`;
}
