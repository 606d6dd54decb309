import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { isLoopback } from "./loopback.ts";

export type HttpOptions = {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** What `Authorization: Bearer` must hold; without one only loopback hosts may be served. */
  readonly token: string | undefined;
  /** A server for one request. */
  readonly makeServer: () => McpServer;
  readonly log: (line: string) => void;
};

export const MCP_PATH = "/mcp";

/** Far above any call of these tools. */
const MAX_BODY_BYTES = 1_000_000;

/**
 * Serves Streamable HTTP without a session: each POST is answered with JSON by a server of its own, so that
 * nothing is left behind by clients that never say goodbye. On loopback, requests whose Host is not loopback are
 * refused, and everywhere those that a web page elsewhere sends (its Origin tells), against DNS rebinding.
 * Resolves when it listens.
 * @throws {RangeError} a host beyond loopback without a token
 */
export function serveHttp(options: HttpOptions): Promise<Server> {
  if (!isLoopback(options.host) && options.token === undefined)
    throw new RangeError(`serving ${options.host} requires a token`);
  const http = createServer((request, response) => {
    handle(request, response, options).catch((error: unknown) => {
      options.log(`http: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      refuse(response, 500, INTERNAL, "internal error");
    });
  });
  http.requestTimeout = 30_000;
  return new Promise((resolve, reject) => {
    http.once("error", reject);
    http.listen(options.port, options.host, () => resolve(http));
  });
}

/** JSON-RPC's codes, and one of the range that is left to implementations. */
const PARSE_ERROR = -32700;
const INTERNAL = -32603;
const REFUSED = -32000;

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  options: HttpOptions,
): Promise<void> {
  const problem = accessProblem(request, options);
  if (problem !== undefined) {
    if (problem.status === 401) response.setHeader("WWW-Authenticate", "Bearer");
    return refuse(response, problem.status, REFUSED, problem.message);
  }
  if (new URL(request.url ?? "/", "http://localhost").pathname !== MCP_PATH)
    return refuse(response, 404, REFUSED, `not found; the endpoint is ${MCP_PATH}`);
  if (request.method !== "POST") {
    response.setHeader("Allow", "POST");
    return refuse(response, 405, REFUSED, "only POST: this server keeps no sessions and sends no streams");
  }
  const body = await readBody(request);
  if (body === undefined) {
    response.setHeader("Connection", "close");
    return refuse(response, 413, REFUSED, `a request may have ${MAX_BODY_BYTES} bytes`);
  }
  const message = parseJson(body);
  if (message === undefined) return refuse(response, 400, PARSE_ERROR, "not JSON");
  const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
  const server = options.makeServer();
  response.once("close", () => void server.close());
  // The SDK declares `onclose` in a way that exactOptionalPropertyTypes does not take for its own interface.
  await server.connect(transport as Parameters<McpServer["connect"]>[0]);
  await transport.handleRequest(request, response, message);
}

type AccessProblem = { readonly status: 401 | 403; readonly message: string };

function accessProblem(
  { headers }: IncomingMessage,
  { host, token }: Pick<HttpOptions, "host" | "token">,
): AccessProblem | undefined {
  const asked = hostnameOf(`http://${headers.host ?? ""}`);
  if (asked === undefined || (isLoopback(host) && !isLoopback(asked)))
    return { status: 403, message: "the Host header is not that of this server" };
  const origin = headers.origin === undefined ? undefined : hostnameOf(headers.origin);
  if (headers.origin !== undefined && (origin === undefined || (!isLoopback(origin) && origin !== asked)))
    return { status: 403, message: "requests from web pages of another origin are refused" };
  if (token !== undefined && !isToken(headers.authorization, token))
    return { status: 401, message: "the bearer token is missing or wrong" };
  return undefined;
}

function hostnameOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}

/** In the same time whatever is given, so that the time tells nothing about the token. */
function isToken(authorization: string | undefined, token: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(authorization?.replace(/^bearer /i, "") ?? ""), digest(token));
}

/** Undefined when it is too long. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  if (Number(request.headers["content-length"] ?? 0) > MAX_BODY_BYTES) return undefined;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes > MAX_BODY_BYTES) return undefined;
    chunks.push(part);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the caller answers 400
  }
}

function refuse(response: ServerResponse, status: number, code: number, message: string): void {
  if (response.headersSent) {
    response.end();
    return;
  }
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify({ jsonrpc: "2.0", error: { code, message }, id: null }));
}
