/**
 * The real command, in processes of its own: what a shell or a CI system sees of it.
 * @module-tag slow
 */
import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { describe, expect, test } from "vitest";
import { EXIT_CODES } from "../../src/lib/exit-codes.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-exit-"));
/** Root takes a name in /proc, which no fault in what is tested here can replace. */
const STDOUT = process.getuid?.() === 0 ? "/dev/fd/1" : "/dev/stdout";
const GATE = "gate gpt-4o-2024-11-20 --baseline gpt-4o-2024-05-13 --resamples 999";

type End = { readonly stdout: string; readonly stderr: string; readonly code: unknown };

/** Runs a line of bash in which `vp` is the command of the sources at `root`. */
function bash(line: string, { root = ROOT, env = {} } = {}): Promise<End> {
  const main = path.join(root, "src/cli/main.ts");
  const tsx = path.join(ROOT, "node_modules/tsx/dist/loader.mjs");
  const script = `vp() { "${process.execPath}" --import "${tsx}" "${main}" "$@"; }\n${line}`;
  return new Promise((resolve) =>
    execFile(
      "bash",
      ["-c", script],
      { cwd: folder, env: { ...process.env, ...env } },
      (error, stdout, stderr) => resolve({ stdout, stderr, code: error?.code ?? 0 }),
    ),
  );
}

describe.skipIf(process.platform === "win32")("a shell sees", { timeout: 60_000 }, () => {
  test.skipIf(!existsSync("/dev/full"))("no drift when the verdict cannot be written", async () => {
    expect(await bash(`vp ${GATE} > /dev/full`)).toEqual({
      stdout: "",
      stderr: "error: Cannot write to stdout: ENOSPC: no space left on device\n",
      code: EXIT_CODES.unwritten,
    });
    expect((await bash("vp keys > /dev/full")).code).toBe(EXIT_CODES.unwritten);
    expect((await bash("vp --help > /dev/full")).code).toBe(EXIT_CODES.unwritten);
  });

  test("no success when a file takes a part of the text only", async () => {
    const { code, stderr } = await bash("trap '' XFSZ; ulimit -f 8; vp items --format json > part.json");
    expect(stderr).toBe("error: Cannot write to stdout: EFBIG: file too large\n");
    expect(code).toBe(EXIT_CODES.unwritten);
  });

  test("the verdict, printed, when the step summary cannot be written", async () => {
    const env = { GITHUB_STEP_SUMMARY: path.join(folder, "none", "summary.md") };
    const { code, stdout, stderr } = await bash(`vp ${GATE}`, { env });
    expect(code).toBe(EXIT_CODES.different);
    expect(stdout).toContain("DRIFTED: ");
    expect(stderr).toMatch(/^warning: no step summary: ENOENT.*\n$/);
  });

  test("one line and a code of its own when -o cannot be written", async () => {
    writeFileSync(path.join(folder, "file"), "");
    expect(await bash("vp compare gpt-4o-2024-05-13 human -o file/below")).toEqual({
      stdout: "",
      stderr: "error: Cannot write file/below: ENOTDIR: not a directory\n",
      code: EXIT_CODES.unwritten,
    });
  });

  test("a fault that is not an answer when the data of the package are not there", async () => {
    const root = mkdtempSync(path.join(tmpdir(), "value-portrait-broken-"));
    cpSync(path.join(ROOT, "src"), path.join(root, "src"), { recursive: true });
    cpSync(path.join(ROOT, "package.json"), path.join(root, "package.json"));
    // Neither packages nor data: the command cannot even load.
    const unloaded = await bash(`vp ${GATE}`, { root });
    expect(unloaded).toMatchObject({ stdout: "", code: EXIT_CODES.fault });
    symlinkSync(path.join(ROOT, "node_modules"), path.join(root, "node_modules"));
    const broken = await bash(`vp ${GATE}`, { root });
    expect(broken).toMatchObject({ stdout: "", code: EXIT_CODES.fault });
    for (const { stderr } of [unloaded, broken])
      expect(stderr).toMatch(/^value-portrait failed; this is no result\. .*\n.+\n +at /);
  });

  test("nothing but what it asked for when a reader leaves early, on stdout and on stderr", async () => {
    expect(await bash(`vp items --format json | head -1; echo "\${PIPESTATUS[0]}"`)).toEqual({
      stdout: "{\n0\n",
      stderr: "",
      code: 0,
    });
    const [runs, code] = ["gpt-4o-2024-05-13 gpt-4o-2024-11-20 qwen-max", path.join(folder, "code")];
    const line = `{ vp report ${runs} --resamples 100 -o page.html; echo $? > "${code}"; } 2>&1 | head -1`;
    expect(await bash(line)).toMatchObject({ stderr: "", code: 0 });
    expect(readFileSync(code, "utf8")).toBe("0\n");
    expect(readFileSync(path.join(folder, "page.html"), "utf8")).toContain("</html>");
  });

  test("the result where its pipes and redirections lead, and nothing overwritten", async () => {
    writeFileSync(path.join(folder, "log"), "before\n");
    const line = [
      "vp compare gpt-4o-2024-05-13 human -f csv -o expected.csv",
      "vp compare gpt-4o-2024-05-13 human -f csv -o >(cat > substituted.csv)",
      `vp compare gpt-4o-2024-05-13 human -f csv -o ${STDOUT} >> log`,
      `vp compare gpt-4o-2024-05-13 human -f csv -o ${STDOUT} | cat > piped.csv`,
      "sleep .3",
    ].join(" && ");
    expect(await bash(line)).toEqual({ stdout: "", stderr: "", code: 0 });
    const read = (name: string) => readFileSync(path.join(folder, name), "utf8");
    const expected = read("expected.csv");
    expect(expected).toContain("Benevolence");
    expect(read("substituted.csv")).toBe(expected);
    expect(read("piped.csv")).toBe(expected);
    expect(read("log")).toBe(`before\n${expected}`);
  });
});
