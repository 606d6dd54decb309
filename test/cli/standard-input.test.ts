/**
 * "-" is what is piped in, for every command that reads outputs: tried in a shell.
 * @module-tag slow
 */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { releasedOutput } from "../fixtures/released-output.ts";
import { runFileOf } from "../fixtures/run-file.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-stdin-"));
const lines = releasedOutput(folder, "mistral-tiny");
const other = path.join(folder, "other.json");
writeFileSync(other, JSON.stringify(runFileOf("qwen-max", {}, "other")));
writeFileSync(path.join(folder, "run.json"), JSON.stringify(runFileOf("mistral-tiny", {}, "mine")));
writeFileSync(path.join(folder, "run.json.gz"), gzipSync(readFileSync(path.join(folder, "run.json"))));

/** Runs a line of bash in which `vp` is the command. */
function bash(line: string): Promise<{ stdout: string; stderr: string; code: unknown }> {
  const tsx = path.join(ROOT, "node_modules/tsx/dist/loader.mjs");
  const main = path.join(ROOT, "src/cli/main.ts");
  const script = `vp() { "${process.execPath}" --import "${tsx}" "${main}" "$@"; }\n${line}`;
  return new Promise((resolve) =>
    execFile("bash", ["-c", script], { cwd: folder, maxBuffer: 1e8 }, (error, stdout, stderr) =>
      resolve({ stdout, stderr, code: error?.code ?? 0 }),
    ),
  );
}

describe.skipIf(process.platform === "win32")("-", { timeout: 240_000 }, () => {
  test("is scored as the file is: JSON lines, a document, gzip, and bytes that come one by one", async () => {
    const FEW = "--resamples 100 --format csv";
    const ofLines = await bash(`vp score ${lines} ${FEW}`);
    const ofRun = await bash(`vp score run.json ${FEW}`);
    const figures = (text: string) => text.replaceAll(/[^,\n]*(run\.json(\.gz)?|\.jsonl|-),/g, ",");
    expect(ofLines.code).toBe(0);
    expect(figures((await bash(`vp score - ${FEW} < ${lines}`)).stdout)).toBe(figures(ofLines.stdout));
    expect(figures((await bash(`cat ${lines} | vp score - ${FEW}`)).stdout)).toBe(figures(ofLines.stdout));
    expect((await bash(`cat run.json | vp score - ${FEW}`)).stdout).toContain("mine");
    const zipped = await bash(`cat run.json.gz | vp score - ${FEW}`);
    expect(zipped).toMatchObject({ code: 0, stderr: "" });
    expect(figures(zipped.stdout)).toBe(figures(ofRun.stdout));
    // Less than a row at a time, so that the first chunk does not hold the first line.
    const slow = `head -c 2000 ${lines}; sleep 0.3; tail -c +2001 ${lines}`;
    expect(figures((await bash(`{ ${slow}; } | vp score - ${FEW}`)).stdout)).toBe(figures(ofLines.stdout));
    const torn = "head -c 1 run.json.gz; sleep 0.3; tail -c +2 run.json.gz";
    expect((await bash(`{ ${torn}; } | vp score - ${FEW}`)).stderr).toBe("");
  });

  test("is a run for compare, gate, keys and report, also with a model in it", async () => {
    const both = "--resamples 100";
    expect((await bash(`vp compare - other.json ${both} < run.json`)).stdout).toContain(
      "mine (A) minus other (B)",
    );
    expect((await bash(`vp compare ${both} -- other.json "-#mine" < run.json`)).stdout).toContain(
      "minus mine (B)",
    );
    const gated = await bash(`vp gate other.json --baseline - ${both} < run.json`);
    expect(gated.stdout).toMatch(/^(EQUIVALENT|DRIFTED|INCONCLUSIVE|REFUSED): /m);
    expect((await bash("vp keys - < run.json")).stdout).toContain("mine: centred scores");
    const report = await bash(`vp report - --baseline other.json -o page.html --no-texts ${both} < run.json`);
    expect(report).toMatchObject({ code: 0 });
    expect((await bash(`vp compare -- "-#nobody" other.json < run.json`)).stderr).toContain(
      'no model "nobody"',
    );
  });

  test.each([
    ["score - -", "are both what is piped in, which can be read once"],
    ["compare - -", "are both what is piped in"],
    ["compare -- -#a -#b", "-#a and -#b are both what is piped in"],
    ["gate - --baseline -", "are both what is piped in"],
    ["report - --baseline -", "are both what is piped in"],
    ["score - -o run.json", "Will not write to run.json: it is stdin, which this command reads"],
  ])("%s is refused before anything is read", async (args, message) => {
    const before = readFileSync(path.join(folder, "run.json"), "utf8");
    const { code, stderr, stdout } = await bash(`vp ${args} < run.json`);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(readFileSync(path.join(folder, "run.json"), "utf8")).toBe(before);
  });

  test("nothing piped in is told at once: no device, no empty pipe, no terminal is waited for", async () => {
    for (const source of ["< /dev/null", "< /dev/zero", "<&-"]) {
      const { code, stderr } = await bash(`vp score - ${source}`);
      expect(code).toBe(2);
      expect(stderr).toMatch(/^error: - reads what is piped in, and nothing is/);
    }
    const { code, stderr } = await bash("true | vp score -");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: -: /);
    // `script` gives the command a terminal.
    const line = `script -qec 'timeout 20 "${process.execPath}" --import "${ROOT}/node_modules/tsx/dist/loader.mjs" "${ROOT}/src/cli/main.ts" score -' /dev/null`;
    const terminal = await bash(`command -v script > /dev/null || exit 9; ${line} < /dev/null`);
    if (terminal.code !== 9) expect(terminal.stdout).toContain("stdin is this terminal");
  });
});
