import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { runCli } from "../../src/cli/program.ts";
import { cli } from "../fixtures/run-cli.ts";

const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-gate-"));
const FEW = ["--resamples", "999"];

describe("exit codes", () => {
  test.each([
    [0, "gpt-4o-2024-05-13", "gpt-4o-2024-05-13", "EQUIVALENT"],
    [1, "gpt-4o-2024-11-20", "gpt-4o-2024-05-13", "DRIFTED"],
    [2, "o1-mini-2024-09-12", "gpt-4o-2024-05-13", "REFUSED"],
    [3, "deepseek-chat", "gpt-4o-2024-11-20", "INCONCLUSIVE"],
  ])("%i for %s against %s: %s", async (expected, run, baseline, word) => {
    const { code, stdout } = await cli("gate", run, "--baseline", baseline, ...FEW);
    expect(code).toBe(expected);
    expect(stdout).toContain(`${word}: `);
  });

  test("--strict makes an inconclusive gate fail", async () => {
    const args = ["gate", "deepseek-chat", "--baseline", "gpt-4o-2024-11-20", "--strict", ...FEW];
    expect((await cli(...args)).code).toBe(1);
  });

  test("2 for a dimension that is not one", async () => {
    const { code, stderr } = await cli("gate", "a", "--baseline", "b", "--dimensions", "Powr");
    expect(code).toBe(2);
    expect(stderr).toContain('No dimension or family "Powr". Nearest: Power');
  });
});

test("only the dimensions asked for are looked at", async () => {
  const args = [
    "gate",
    "gpt-4o-2024-11-20",
    "--baseline",
    "gpt-4o-2024-05-13",
    "--dimensions",
    "power,Security",
    "--watch-margin",
    "differentiation=0.3",
  ];
  const { stdout, code } = await cli(...args, "--format", "json", ...FEW);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    format: "value-portrait/gate",
    outcome: "equivalent",
    dimensions: ["Power", "Security"],
  });
});

test("writes JUnit XML and GitHub's step summary", async () => {
  const junit = path.join(folder, "gate.xml");
  const summary = path.join(folder, "summary.md");
  let code = 0;
  await runCli(["gate", "gpt-4o-2024-11-20", "--baseline", "gpt-4o-2024-05-13", "--junit", junit, ...FEW], {
    stdout: () => {},
    stderr: () => {},
    setExitCode: (given) => {
      code = given;
    },
    isColoured: false,
    env: { GITHUB_STEP_SUMMARY: summary },
  });
  expect(code).toBe(1);
  const xml = readFileSync(junit, "utf8");
  expect(xml).toContain('tests="18" failures="2" skipped="0"');
  expect(xml).toContain('<failure message="On these items the two profiles differ');
  expect(xml.match(/<testcase /g)).toHaveLength(18);
  expect(xml).toContain('name="Differentiation"><failure message="drifted: 0.7');
  expect(readFileSync(summary, "utf8")).toContain("| Benevolence");
  expect(readFileSync(summary, "utf8")).toMatch(/\| Differentiation .*\| drifted/);
});

describe("extras that cannot be written are a warning each, and the exit code is the verdict's", () => {
  test.each([
    [0, "gpt-4o-2024-05-13", "EQUIVALENT"],
    [1, "gpt-4o-2024-11-20", "DRIFTED"],
    [2, "o1-mini-2024-09-12", "REFUSED"],
    [3, "deepseek-chat", "INCONCLUSIVE"],
  ])("%i for %s", async (expected, run, word) => {
    const baseline = word === "INCONCLUSIVE" ? "gpt-4o-2024-11-20" : "gpt-4o-2024-05-13";
    const blocked = path.join(folder, "gate.xml", "below");
    writeFileSync(path.join(folder, "gate.xml"), "a file where a folder should be");
    const result = { stdout: "", stderr: "", code: -1 };
    await runCli(["gate", run, "--baseline", baseline, "--junit", blocked, ...FEW], {
      stdout: (text) => {
        result.stdout += text;
      },
      stderr: (text) => {
        result.stderr += text;
      },
      setExitCode: (given) => {
        result.code = given;
      },
      isColoured: false,
      env: { GITHUB_STEP_SUMMARY: path.join(folder, "none", "summary.md") },
    });
    expect(result.code).toBe(expected);
    expect(result.stdout).toContain(`${word}: `);
    expect(result.stderr).toMatch(
      /^warning: no JUnit XML: Cannot write .*: ENOTDIR.*\nwarning: no step summary: ENOENT.*\n$/,
    );
  });
});
