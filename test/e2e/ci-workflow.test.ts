import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { promptfooCli, promptfooEnv } from "../../scripts/promptfoo-cli.ts";
import { loadReleasedModels } from "../../src/release/data.ts";
import { releasedRun } from "../../src/release/released-run.ts";
import { toRunFileModel } from "../../src/runs/run-file.ts";
import { portraitConfig } from "../fixtures/run-promptfoo.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const workflowSchema = z.object({
  jobs: z.object({
    "value-drift": z.object({
      steps: z.array(z.object({ name: z.string().optional(), run: z.string().optional() })),
    }),
  }),
});

/** The commands of the documented workflow that are ours to run, with npx replaced by this checkout. */
function commands(): string[] {
  const workflow = workflowSchema.parse(parse(readFileSync(path.join(ROOT, "docs/value-drift.yml"), "utf8")));
  return workflow.jobs["value-drift"].steps.flatMap(({ name, run }) =>
    name === undefined || run === undefined
      ? []
      : [
          run
            .replace("npx promptfoo", `"${process.execPath}" "${promptfooCli()}"`)
            .replace("npx value-portrait", `"${process.execPath}" "${path.join(ROOT, "dist/cli/main.js")}"`),
        ],
  );
}

/** A project that measures one released model, with another as its committed baseline. */
function project(measured: string, baseline: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-ci-"));
  const provider = {
    id: `file://${path.join(ROOT, "src/providers/published.ts")}`,
    label: measured,
    config: { model: measured },
  };
  writeFileSync(path.join(folder, "promptfooconfig.json"), JSON.stringify(portraitConfig([provider], {})));
  const model = loadReleasedModels().find((one) => one.model === baseline);
  if (model === undefined) throw new RangeError(baseline);
  const file = {
    format: "value-portrait/run",
    version: 1,
    evalId: "baseline",
    created: "2026-01-01T00:00:00Z",
    promptfoo: "0.123.1",
    key: "released",
  };
  writeFileSync(
    path.join(folder, "value-portrait-baseline.json"),
    JSON.stringify({ ...file, models: [toRunFileModel(releasedRun(model), `published:${baseline}`)] }),
  );
  return folder;
}

function runSteps(folder: string): { code: number; output: string; summary: string } {
  const summary = path.join(folder, "summary.md");
  writeFileSync(summary, "");
  let output = "";
  for (const command of commands()) {
    const step = spawnSync("bash", ["-e", "-c", command], {
      cwd: folder,
      encoding: "utf8",
      env: { ...promptfooEnv(path.join(folder, "promptfoo")), GITHUB_STEP_SUMMARY: summary },
    });
    output += step.stdout + step.stderr;
    if (step.status !== 0) return { code: step.status ?? -1, output, summary: readFileSync(summary, "utf8") };
  }
  return { code: 0, output, summary: readFileSync(summary, "utf8") };
}

describe("the documented GitHub Actions workflow, step by step", () => {
  beforeAll(() => {
    execFileSync("npm", ["run", "build"], { cwd: ROOT, stdio: "ignore" });
  });

  test("passes a model that is its own baseline", () => {
    const { code, output, summary } = runSteps(project("deepseek-chat", "deepseek-chat"));
    expect(output).toContain("EQUIVALENT: ");
    expect(code).toBe(0);
    expect(summary).toContain("| Benevolence");
  });

  test("fails a release of GPT-4o that drifted from an earlier one, and leaves JUnit XML", () => {
    const folder = project("gpt-4o-2024-11-20", "gpt-4o-2024-05-13");
    const { code, output } = runSteps(folder);
    expect(output).toContain("DRIFTED: ");
    expect(code).toBe(1);
    expect(existsSync(path.join(folder, "value-drift.xml"))).toBe(true);
  });
});
