import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";

const ROOT = path.resolve(import.meta.dirname, "..");
const read = (page: string) => readFileSync(path.join(ROOT, page), "utf8");
const guide = read("docs/MCP.md");

/** How a program starts the server. */
const configSchema = z.strictObject({ command: z.string(), args: z.array(z.string()) });

const [json = ""] = guide.match(/(?<=```json\n)[^`]*"mcpServers"[^`]*/) ?? [];
const { mcpServers } = z
  .strictObject({ mcpServers: z.strictObject({ "value-portrait": configSchema }) })
  .parse(JSON.parse(json));
const { command, args } = mcpServers["value-portrait"];
const line = [command, ...args].join(" ");

test("the JSON starts the server's command from the package, among its two", () => {
  const { name, bin } = z
    .object({ name: z.string(), bin: z.record(z.string(), z.string()) })
    .parse(JSON.parse(read("package.json")));
  expect(line).toBe(`npx -y -p ${name} value-portrait-mcp`);
  expect(bin).toHaveProperty("value-portrait-mcp");
});

describe.each(["README.md", "docs/MCP.md"])("%s", (page) => {
  test("has links that install what the JSON says in VS Code and Cursor", () => {
    const links = [...read(page).matchAll(/\]\((https:[^)\s]*\binstall[^)\s]*\?[^)\s]*)\)/g)].map(
      ([, link = ""]) => new URL(link),
    );
    const configs = links.map((link) => ({
      at: `${link.origin}${link.pathname}`,
      name: link.searchParams.get("name"),
      config: configOf(link),
    }));
    expect(configs).toEqual([
      {
        at: "https://insiders.vscode.dev/redirect/mcp/install",
        name: "value-portrait",
        config: { command, args },
      },
      { at: "https://cursor.com/en-US/install-mcp", name: "value-portrait", config: { command, args } },
    ]);
  });
});

test("every line that adds the server ends with the command of the JSON, with a checkout's, or with the address", () => {
  const lines = [...guide.matchAll(/\b(\w+) mcp add ([^`\n]+)/g)].map(([, program, words = ""]) => ({
    program,
    // What stands between is the name, and "--" where a program asks for it.
    words: words.replace(/^(--transport http )?value-portrait (-- |--url )?/, ""),
  }));
  const runs = "--runs /absolute/path/to/.value-portrait/runs";
  const allowed = [line, `node /absolute/path/to/dist/mcp/main.js ${runs}`, "http://127.0.0.1:3917/mcp"];
  expect(lines.filter(({ words }) => !allowed.includes(words))).toEqual([]);
  for (const [index, programs] of [
    ["claude", "codex", "gemini", "copilot", "opencode"],
    ["claude", "codex", "gemini"],
    ["claude", "codex", "gemini", "opencode"],
  ].entries())
    expect(lines.filter(({ words }) => words === allowed[index]).map(({ program }) => program)).toEqual(
      programs,
    );
});

test("the line for Windows is the same behind cmd", () => {
  const [, words = ""] = guide.match(/`"args": (\["\/c"[^`]*\])`/) ?? [];
  expect(JSON.parse(words)).toEqual(["/c", command, ...args]);
});

/** VS Code takes JSON, Cursor base64 of JSON. */
function configOf(link: URL): unknown {
  const config = link.searchParams.get("config") ?? "";
  return JSON.parse(config.startsWith("{") ? config : Buffer.from(config, "base64").toString("utf8"));
}
