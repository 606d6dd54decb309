/**
 * Third parties' judgement of the built MCP server: the Inspector's CLI over stdio and HTTP, and the protocol's
 * conformance suite over HTTP. Both need a newer Node than the server does, so they run on this process's Node
 * (npm scripts use the one of the npm package `node`) and the server on the machine's own.
 * Run: npm run test:mcp
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { loadReleasedModels } from "../src/release/data.ts";
import { releasedRun } from "../src/release/released-run.ts";
import { RUN_FILE_VERSION, toRunFileModel } from "../src/runs/run-file.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const SERVER = path.join(ROOT, "dist/mcp/main.js");
const SERVER_NODE = process.env["npm_node_execpath"] ?? process.execPath;

/** A home, a run folder and no item texts, so that the machine's own are neither read nor changed. */
const FOLDER = mkdtempSync(path.join(tmpdir(), "value-portrait-mcp-"));
const ENV = {
  ...process.env,
  HOME: FOLDER,
  VALUE_PORTRAIT_TEXTS: FOLDER,
  XDG_CACHE_HOME: FOLDER,
  VALUE_PORTRAIT_RUNS: FOLDER,
};

/** The Inspector's exit codes. */
const OK = 0;
const TOOL_ERROR = 5;

const RUN = "run/eval-third-party~qwen-max-again";

type Check = { readonly args: readonly string[]; readonly code: number };

const call = (code: number, name: string, args: Record<string, unknown>): Check => ({
  args: ["--method", "tools/call", "--tool-name", name, "--tool-args-json", JSON.stringify(args)],
  code,
});

/** For each tool a call that answers and one that is refused; then everything else that can be listed and read. */
const CHECKS: readonly Check[] = [
  { args: ["--method", "tools/list", "--strict", "--format", "json"], code: OK },
  call(OK, "search_value_items", { text: "work", dimension: "self direction" }),
  call(TOOL_ERROR, "search_value_items", { dimension: "Powr" }),
  call(OK, "get_value_items", { ids: '["1008-1"]', ratings_of: RUN }),
  call(TOOL_ERROR, "get_value_items", { ids: ["1007/1"] }),
  call(OK, "list_value_profiles", { kind: "run" }),
  call(TOOL_ERROR, "list_value_profiles", { kind: "robot" }),
  call(OK, "get_value_profiles", { ids: [RUN], baseline: "human/raters" }),
  call(TOOL_ERROR, "get_value_profiles", { ids: ["gpt-9"] }),
  call(OK, "explain_value_score", { profile: RUN, dimension: "Power" }),
  call(TOOL_ERROR, "explain_value_score", { profile: RUN }),
  call(OK, "check_value_drift", { run: RUN, baseline: "qwen-plus", rule: "population" }),
  call(OK, "check_value_drift", { run: "last run" }),
  call(TOOL_ERROR, "check_value_drift", { run: "human/raters" }),
  call(OK, "plan_value_run", { models: 3, personas: 2, prompt_price: 0.15, answer_price: 0.6 }),
  call(TOOL_ERROR, "plan_value_run", { items: "short", sample: 40 }),
  call(OK, "get_value_profiles", { ids: ["average/openai"], baseline: "average/anthropic" }),
  call(TOOL_ERROR, "get_value_profiles", { ids: ["open_weight/qwen2.5-7b"], baseline: "qwen-max" }),
  call(OK, "get_value_codebook", { topic: "limits" }),
  call(TOOL_ERROR, "get_value_codebook", {}),
  call(TOOL_ERROR, "no_such_tool", {}),
  { args: ["--method", "resources/list"], code: OK },
  { args: ["--method", "resources/templates/list"], code: OK },
  { args: ["--method", "resources/read", "--uri", "value-portrait://codebook"], code: OK },
  { args: ["--method", "resources/read", "--uri", `value-portrait://profiles/${RUN}`], code: OK },
  { args: ["--method", "prompts/list"], code: OK },
  {
    args: ["--method", "prompts/get", "--prompt-name", "review_run", "--prompt-args", `run=${RUN}`],
    code: OK,
  },
];

function tool(bin: string, args: readonly string[]) {
  const command = [path.join(ROOT, "node_modules/.bin", bin), ...args];
  return spawnSync(process.execPath, command, { cwd: FOLDER, env: ENV, encoding: "utf8" });
}

/** The number of checks that failed; each is printed. */
function inspect(transport: string, target: readonly string[]): number {
  const failures = CHECKS.filter(({ args, code }) => {
    const { status, stdout, stderr } = tool("mcp-inspector", ["--cli", ...target, ...args]);
    // Nothing but the answer when all is well: a schema that some client rejects is told on stderr.
    const passed = status === code && (code !== OK || stderr === "");
    process.stdout.write(`${passed ? "ok  " : "FAIL"} inspector, ${transport}: ${args.join(" ")}\n`);
    if (!passed) process.stdout.write(`     exit code ${status}, expected ${code}\n${stdout}${stderr}`);
    return !passed;
  });
  return failures.length;
}

/** The protocol's revisions whose suites judge the server. */
const REVISIONS = ["2025-11-25", "2026-07-28"];

/** 1 when a scenario that is not in the revision's list of exceptions fails, or one of the list passes. */
function conform(url: string, revision: string): number {
  const exceptions = path.join(ROOT, `test/conformance/${revision}.yml`);
  const { status, stdout, stderr } = tool("conformance", [
    ...["server", "--url", url, "--requirements", revision],
    ...["--expected-failures", exceptions, "-o", path.join(FOLDER, revision)],
  ]);
  const summary = stdout.slice(stdout.indexOf("=== SUMMARY ==="));
  process.stdout.write(`revision ${revision} ${summary}${status === 0 ? "" : stderr}\n`);
  return status === 0 ? 0 : 1;
}

/** Starts the server over HTTP on a free port; resolves with its address. */
function startHttp(): Promise<{ readonly url: string; readonly server: ChildProcess }> {
  const server = spawn(SERVER_NODE, [SERVER, "--http", "--port", "0"], {
    env: ENV,
    stdio: ["ignore", "ignore", "pipe"],
  });
  return new Promise((resolve, reject) => {
    let told = "";
    server.stderr.on("data", (chunk: Buffer) => {
      told += chunk.toString();
      const url = told.match(/listening on (http:\S+)/)?.[1];
      if (url !== undefined) resolve({ url, server });
    });
    server.once("exit", (code) => reject(new Error(`the server ended with ${code}: ${told}`)));
  });
}

function writeRun(): void {
  const model = loadReleasedModels().find((one) => one.model === "qwen-max");
  if (model === undefined) throw new Error("no released model qwen-max");
  const run = { ...releasedRun(model), subject: "qwen-max-again" };
  const file = {
    format: "value-portrait/run",
    version: RUN_FILE_VERSION,
    evalId: "eval-third-party",
    created: "2026-11-01T10:00:00.000Z",
    promptfoo: "0.123.1",
    key: "released",
    models: [toRunFileModel(run, "published:qwen-max")],
  };
  writeFileSync(path.join(FOLDER, "run.json"), JSON.stringify(file));
}

const versionOf = (node: string) => spawnSync(node, ["--version"], { encoding: "utf8" }).stdout.trim();
process.stdout.write(`server on Node ${versionOf(SERVER_NODE)}, tools on Node ${process.version}\n`);
writeRun();
const overStdio = inspect("stdio", [SERVER_NODE, SERVER, "-e", `VALUE_PORTRAIT_RUNS=${FOLDER}`]);
const { url, server } = await startHttp();
const overHttp = inspect("HTTP", [url, "--transport", "http"]);
const conformance = REVISIONS.reduce((failed, revision) => failed + conform(url, revision), 0);
server.removeAllListeners("exit").kill("SIGTERM");
const failed = overStdio + overHttp + conformance;
process.stdout.write(failed === 0 ? "all checks passed\n" : `${failed} checks failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
