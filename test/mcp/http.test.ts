import type { Server } from "node:http";
import { request } from "node:http";
import type { AddressInfo } from "node:net";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import type { Server as McpServer } from "@modelcontextprotocol/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answersOf } from "../../src/mcp/answers.ts";
import { MCP_PATH, serveHttp } from "../../src/mcp/http.ts";
import { buildServer } from "../../src/mcp/server.ts";
import { TOOLS } from "../../src/mcp/tools.ts";
import { type AnyClient, CLIENT_KINDS, type ClientKind, connectClient } from "../fixtures/mcp-clients.ts";
import { mcpContext } from "../fixtures/mcp-context.ts";

const context = mcpContext();
const logged: string[] = [];
const servers: Server[] = [];

async function serve(
  token?: string,
  makeServer: () => McpServer = () => buildServer(answersOf(context), "0.0.0"),
): Promise<number> {
  const server = await serveHttp({
    host: "127.0.0.1",
    port: 0,
    token,
    makeServer,
    log: (line) => logged.push(line),
  });
  servers.push(server);
  // It listens on a port.
  return (server.address() as AddressInfo).port;
}

let port = 0;
beforeAll(async () => {
  port = await serve();
});
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

type Reply = { readonly status: number; readonly headers: Record<string, unknown>; readonly body: string };
type Asked = {
  readonly to?: number;
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
};

const PING = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "ping" });

/** Not fetch, which sets Host and Origin itself. */
function ask({
  to = port,
  method = "POST",
  path = MCP_PATH,
  headers = {},
  body = PING,
}: Asked): Promise<Reply> {
  const all = {
    "Content-Type": "application/json",
    Accept: "application/json, text/event-stream",
    ...headers,
  };
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port: to, method, path, headers: all }, async (response) => {
      let text = "";
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

function connected(
  to: number,
  headers: Record<string, string> = {},
  kind: ClientKind = "2026-07-28",
): Promise<AnyClient> {
  const url = new URL(`http://127.0.0.1:${to}${MCP_PATH}`);
  return connectClient(kind, new StreamableHTTPClientTransport(url, { requestInit: { headers } }));
}

test.each(CLIENT_KINDS)("a client of %s lists and calls every tool", async (kind) => {
  const client = await connected(port, {}, kind);
  expect((await client.listTools()).tools).toHaveLength(TOOLS.length);
  const calls: Record<string, Record<string, unknown>> = {
    search_value_items: { text: "work" },
    get_value_items: { ids: ["1008/1"] },
    list_value_profiles: { kind: "human" },
    get_value_profiles: { ids: ["human/raters"] },
    explain_value_score: { profile: "human/raters", dimension: "Power" },
    get_value_codebook: { topic: "values" },
  };
  for (const [name, args] of Object.entries(calls))
    expect(await client.callTool({ name, arguments: args })).toMatchObject({
      structuredContent: expect.anything(),
    });
  await client.close();
});

test("many requests at once are all answered", async () => {
  const replies = await Promise.all(Array.from({ length: 50 }, () => ask({})));
  expect(replies.every(({ status }) => status === 200)).toBe(true);
});

describe("against DNS rebinding", () => {
  test.each([
    ["a Host that is not loopback", { Host: "evil.example" }],
    ["a Host that begins like loopback", { Host: "localhost.evil.example" }],
    ["a Host that hides another", { Host: "127.0.0.1@evil.example" }],
    ["a foreign Origin", { Origin: "https://evil.example" }],
    ["an Origin that begins like loopback", { Origin: "http://localhost.evil.example" }],
    ["an opaque Origin", { Origin: "null" }],
  ])("%s is refused", async (_, headers) => {
    const { status, body } = await ask({ headers });
    expect(status).toBe(403);
    expect(JSON.parse(body)).toMatchObject({ jsonrpc: "2.0", error: { code: -32000 } });
  });

  test.each([
    { Host: "localhost" },
    { Host: "[::1]:9" },
    { Origin: "http://localhost:6274" },
    { Origin: "http://[::1]" },
  ])("%j is let through", async (headers) => {
    expect(await ask({ headers })).toMatchObject({ status: 200 });
  });
});

describe("a wrong request gets JSON, and no word about the server's inside", () => {
  test.each<[string, Asked, number]>([
    ["what is not JSON", { body: "{" }, 400],
    ["nothing", { body: "" }, 400],
    ["JSON that is no message", { body: '{"a":1}' }, 400],
    ["another content type", { headers: { "Content-Type": "text/plain" } }, 415],
    ["another path", { path: "/" }, 404],
    ["a path with dots", { path: "/mcp/../../etc/passwd" }, 404],
    ["a GET", { method: "GET", body: "" }, 405],
    ["a DELETE", { method: "DELETE", body: "" }, 405],
    ["a body that is too long", { body: `"${"x".repeat(1_000_001)}"` }, 413],
  ])("%s", async (_, asked, status) => {
    const reply = await ask(asked);
    expect(reply.status).toBe(status);
    expect(reply.headers["content-type"]).toContain("application/json");
    expect(JSON.parse(reply.body)).toMatchObject({ error: { message: expect.any(String) } });
    expect(reply.body).not.toMatch(/\.ts|\.js|node_modules|at \w+ \(|</);
  });

  test.each(["//", "/\\", "http://"])("%s is no address: not found, and nothing in the log", async (path) => {
    const before = logged.length;
    const { status, body } = await ask({ path });
    expect([status, JSON.parse(body)]).toMatchObject([
      404,
      { error: { message: "not found; the endpoint is /mcp" } },
    ]);
    expect(logged.slice(before)).toEqual([]);
  });

  test("a client that goes in the middle of its request leaves nothing in the log", async () => {
    const before = logged.length;
    const half = request({
      host: "127.0.0.1",
      port,
      method: "POST",
      path: MCP_PATH,
      headers: { "Content-Length": 500 },
    });
    half.on("error", () => undefined);
    half.write("{");
    await new Promise((resolve) => setTimeout(resolve, 50));
    half.destroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await ask({})).status).toBe(200);
    expect(logged.slice(before)).toEqual([]);
  });

  test("a body that is too long and does not say so", async () => {
    const reply = await ask({ body: "x".repeat(1_500_000), headers: { "Transfer-Encoding": "chunked" } });
    expect(reply.status).toBe(413);
  });

  test("and a fault inside is logged, not told", async () => {
    const broken = await serve(undefined, () => {
      throw new Error("secret at /home/ada");
    });
    const { status, body } = await ask({ to: broken });
    expect(status).toBe(500);
    expect(body).not.toContain("secret");
    expect(logged.join()).toContain("secret at /home/ada");
  });
});

describe("with a token", () => {
  let guarded = 0;
  beforeAll(async () => {
    guarded = await serve("s3cret");
  });

  test.each([
    {},
    { Authorization: "Bearer wrong" },
    { Authorization: "Bearer " },
    { Authorization: "s3cre" },
    { Authorization: "s3cret" },
    { Authorization: "Basic s3cret" },
  ])("%j is refused", async (headers) => {
    const reply = await ask({ to: guarded, headers });
    expect(reply).toMatchObject({ status: 401, headers: { "www-authenticate": "Bearer" } });
    expect(reply.body).not.toContain("s3cret");
  });

  test("the right one is let in", async () => {
    const client = await connected(guarded, { Authorization: "Bearer s3cret" });
    expect((await client.listTools()).tools).toHaveLength(TOOLS.length);
    await client.close();
  });
});

test("beyond loopback it does not serve without a token", () => {
  expect(() =>
    serveHttp({
      host: "0.0.0.0",
      port: 0,
      token: undefined,
      makeServer: () => buildServer(answersOf(context), "0"),
      log: () => {},
    }),
  ).toThrow("requires a token");
});

test("there is no handshake in the revision without one, whatever its parameters", async () => {
  const meta = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": {},
  };
  const { status, body } = await ask({
    headers: { "MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "initialize" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "initialize", params: { _meta: meta } }),
  });
  expect(status).toBe(404);
  expect(JSON.parse(body)).toMatchObject({ id: 1, error: { code: -32601 } });
});
