import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { beforeAll, describe, expect, test } from "vitest";
import { build, SERVER, SERVER_NODE } from "../fixtures/built-server.ts";
import { CLIENT_KINDS, connectClient } from "../fixtures/mcp-clients.ts";
import { newFolder, withoutTexts } from "../fixtures/mcp-context.ts";
import { runFileOf } from "../fixtures/run-file.ts";

beforeAll(build);

/** A folder with a run where runs of that folder are kept, and one file that is none. */
function folderWithRun(): string {
  const folder = newFolder();
  const runs = path.join(folder, ".value-portrait", "runs");
  mkdirSync(runs, { recursive: true });
  writeFileSync(path.join(runs, "a.json"), JSON.stringify(runFileOf("qwen-max")));
  writeFileSync(path.join(runs, "broken.json"), "{");
  return folder;
}

const CALLS: Readonly<Record<string, Record<string, unknown>>> = {
  search_value_items: { text: "work" },
  get_value_items: { ids: ["1008/1"] },
  list_value_profiles: { kind: "run" },
  get_value_profiles: { ids: ["my-model"], baseline: "human/raters" },
  explain_value_score: { profile: "my-model", dimension: "Power" },
  check_value_drift: { run: "last run" },
  plan_value_run: { items: "short" },
  get_value_codebook: { topic: "values" },
};

test.each(CLIENT_KINDS)(
  "a client of %s calls every tool over stdio, on the runs of its working folder",
  async (kind) => {
    const cwd = folderWithRun();
    const client = await connectClient(
      kind,
      new StdioClientTransport({
        command: SERVER_NODE,
        args: [SERVER],
        cwd,
        env: withoutTexts(),
        stderr: "ignore",
      }),
    );
    for (const [name, args] of Object.entries(CALLS)) {
      const result = await client.callTool({ name, arguments: args });
      expect(result, name).toMatchObject({ structuredContent: expect.anything() });
      expect(JSON.stringify(result), name).not.toContain(cwd);
    }
    const listed = await client.callTool({ name: "list_value_profiles", arguments: { kind: "run" } });
    expect(listed.structuredContent).toMatchObject({
      rows: [
        [
          "run/eval-abc-2026-11-01t10-00-00~my-model",
          expect.any(String),
          520,
          "interpretable",
          "2026-11-01T10:00",
        ],
      ],
      skipped_run_files: ["broken.json: not a run file of this version"],
    });
    await client.close();
  },
);

describe("the built server", () => {
  const messages = [
    {
      id: 1,
      method: "initialize",
      params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "t", version: "0" } },
    },
    { method: "notifications/initialized" },
    ...Object.entries(CALLS).map(([name, args], index) => ({
      id: index + 2,
      method: "tools/call",
      params: { name, arguments: args },
    })),
    { id: 99, method: "no/such/method" },
  ].map((message) => JSON.stringify({ jsonrpc: "2.0", ...message }));

  test("writes nothing but the protocol to stdout, and what it skips to stderr", () => {
    const input = `${[messages[0], "not JSON", ...messages.slice(1)].join("\n")}\n`;
    const { stdout, stderr, status } = spawnSync(SERVER_NODE, [SERVER], {
      cwd: folderWithRun(),
      env: { ...process.env, ...withoutTexts(), NODE_DEBUG: "", DEBUG: "*" },
      input,
      encoding: "utf8",
    });
    const lines = stdout.split("\n").filter(Boolean);
    const replies = lines.map((line) => JSON.parse(line) as { jsonrpc: string; id: number | null });
    expect(replies.every(({ jsonrpc }) => jsonrpc === "2.0")).toBe(true);
    expect(replies.map(({ id }) => id ?? 0).sort((a, b) => a - b)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 99,
    ]);
    expect(stderr).toContain("broken.json");
    expect(status).toBe(0);
  });

  test.each(["SIGTERM", "SIGINT"] as const)("ends cleanly on %s, over stdio and HTTP", async (signal) => {
    for (const args of [[], ["--http", "--port", "0"]]) {
      const server = start(args);
      await ready(server, args.length > 0);
      server.kill(signal);
      expect(await once(server, "exit")).toEqual([0, null]);
    }
  });

  test("ends when the client is gone, even while an answer is on its way", async () => {
    const server = start([]);
    await ready(server, false);
    server.stdin.write(`${messages.slice(1).join("\n")}\n`);
    server.stdout.destroy();
    server.stdin.destroy();
    expect(await once(server, "exit")).toEqual([0, null]);
  });

  test("keeps serving HTTP when there is no stdin", async () => {
    const server = start(["--http", "--port", "0"]);
    const url = await ready(server, true);
    server.stdin.end();
    const response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json, text/event-stream" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "ping" }),
    });
    expect(await response.json()).toEqual({ jsonrpc: "2.0", id: 1, result: {} });
    server.kill();
    await once(server, "exit");
  });

  test.each([
    [["--http", "--host", "0.0.0.0"], "VALUE_PORTRAIT_MCP_TOKEN"],
    [["--port", "x"], "a port is a number"],
    [["--http", "--host", "192.0.2.1"], "VALUE_PORTRAIT_MCP_TOKEN"],
  ])("says in one line why it does not start with %j", (args, reason) => {
    const { status, stderr, stdout } = spawnSync(SERVER_NODE, [SERVER, ...args], {
      input: "",
      encoding: "utf8",
    });
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(reason);
    expect(stderr).not.toContain("    at ");
  });

  function start(args: readonly string[]): ChildProcessWithoutNullStreams {
    return spawn(SERVER_NODE, [SERVER, ...args], { env: { ...process.env, ...withoutTexts() } });
  }

  /** Resolves when it has answered over stdio, or with its address over HTTP. */
  async function ready(server: ChildProcessWithoutNullStreams, isHttp: boolean): Promise<string> {
    if (!isHttp) server.stdin.write(`${messages[0]}\n`);
    const [chunk] = await once(isHttp ? server.stderr : server.stdout, "data");
    return String(chunk).match(/http:\S+/)?.[0] ?? "";
  }
});
