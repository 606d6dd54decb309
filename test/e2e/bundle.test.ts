import { execFileSync, execSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { MCPB } from "../../scripts/mcpb.ts";
import { packageVersion } from "../../src/lib/package-version.ts";
import { SERVER_NODE } from "../fixtures/built-server.ts";
import { type AnyClient, type ClientKind, connectClient } from "../fixtures/mcp-clients.ts";
import { newFolder, withoutTexts } from "../fixtures/mcp-context.ts";
import { runFileOf } from "../fixtures/run-file.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const BUNDLE = path.join(ROOT, `bundle/value-portrait-${packageVersion()}.mcpb`);

const manifestSchema = z.object({
  tools: z.array(z.object({ name: z.string(), description: z.string() })),
  server: z.object({
    mcp_config: z.object({
      command: z.literal("node"),
      args: z.array(z.string()),
      env: z.record(z.string(), z.string()),
    }),
  }),
  user_config: z.record(z.string(), z.object({ default: z.string() })),
});

/** Where the bundle was unpacked: a folder with a space, below which nothing of this repository is found. */
let unpacked: string;
let manifest: z.output<typeof manifestSchema>;

beforeAll(() => {
  execFileSync(process.execPath, ["--run", "bundle"], { cwd: ROOT, stdio: "pipe" });
  const folder = newFolder();
  unpacked = path.join(folder, "Claude Extensions");
  writeFileSync(path.join(folder, "bundle.mcpb"), readFileSync(BUNDLE));
  execSync(`npx -y ${MCPB} unpack bundle.mcpb "Claude Extensions"`, { cwd: folder, stdio: "pipe" });
  manifest = manifestSchema.parse(JSON.parse(readFileSync(path.join(unpacked, "manifest.json"), "utf8")));
});

/** A client of the unpacked server, started as a program starts it that has asked for these folders. */
function connected(kind: ClientKind, chosen: Readonly<Record<string, string>>): Promise<AnyClient> {
  const { args, env } = manifest.server.mcp_config;
  const defaults = Object.entries(manifest.user_config).map(([key, option]) => [key, option.default]);
  const folders: Record<string, string> = { ...Object.fromEntries(defaults), ...chosen };
  const filled = (text: string) =>
    text
      .replaceAll(/\$\{__dirname\}/g, () => unpacked)
      .replaceAll(/\$\{user_config\.(\w+)\}/g, (_, key: string) => folders[key] ?? "");
  return connectClient(
    kind,
    new StdioClientTransport({
      command: SERVER_NODE,
      args: args.map(filled),
      cwd: newFolder(),
      env: {
        ...withoutTexts(),
        ...Object.fromEntries(Object.entries(env).map(([name, value]) => [name, filled(value)])),
      },
      stderr: "ignore",
    }),
  );
}

describe("the unpacked bundle", () => {
  test("lists the tools of its manifest and reads the chosen folder of runs", async () => {
    const runs = path.join(newFolder(), "my runs");
    mkdirSync(runs);
    writeFileSync(path.join(runs, "a.json"), JSON.stringify(runFileOf("qwen-max")));
    const client = await connected("2026-07-28", { runs });
    const { tools } = await client.listTools();
    expect(tools.map(({ name, description }) => ({ name, description }))).toEqual(manifest.tools);
    expect(client.getServerVersion()).toMatchObject({ name: "value-portrait", version: packageVersion() });
    const { structuredContent } = await client.callTool({
      name: "list_value_profiles",
      arguments: { kind: "run" },
    });
    expect(structuredContent).toMatchObject({
      rows: [
        [expect.stringContaining("my-model"), expect.any(String), 520, "interpretable", expect.any(String)],
      ],
    });
    await client.close();
  });

  test("answers when no folder was chosen", async () => {
    const client = await connected("the older SDK", {});
    const { structuredContent } = await client.callTool({
      name: "get_value_profiles",
      arguments: { ids: ["gpt-4o-2024-05-13"] },
    });
    expect(JSON.stringify(structuredContent)).toContain('["Universalism",0.47,');
    const items = await client.callTool({ name: "get_value_items", arguments: { ids: ["1008/1"] } });
    expect(items).toMatchObject({ structuredContent: expect.anything() });
    await client.close();
  });

  test("holds what the program needs, and nothing to develop or to evaluate with", () => {
    const modules = path.join(unpacked, "node_modules");
    expect(existsSync(path.join(unpacked, "dist/mcp/main.js"))).toBe(true);
    expect(readdirSync(unpacked).sort()).toEqual([
      "LICENSE",
      "data",
      "dist",
      "manifest.json",
      "node_modules",
      "package.json",
    ]);
    for (const name of ["promptfoo", "typescript", "vitest"])
      expect(existsSync(path.join(modules, name)), name).toBe(false);
    expect(statSync(BUNDLE).size).toBeLessThan(7e6);
  });
});
