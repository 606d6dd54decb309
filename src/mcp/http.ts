import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { toNodeHandler } from "@modelcontextprotocol/node";
import {
  createMcpHandler,
  isLegacyRequest,
  type McpHandlerRequestOptions,
  type McpServerFactory,
  WebStandardStreamableHTTPServerTransport,
} from "@modelcontextprotocol/server";
import { isLoopback } from "./loopback.ts";
import {
  type ErrorReply,
  errorReply,
  INTERNAL_ERROR,
  MAX_MESSAGE_BYTES,
  readMessage,
  TOO_LONG,
} from "./messages.ts";
import { inProtocolShape } from "./protocol-shape.ts";

export type HttpOptions = {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** What `Authorization: Bearer` must hold; without one only loopback hosts may be served. */
  readonly token: string | undefined;
  /** A server for one request. */
  readonly makeServer: McpServerFactory;
  readonly log: (line: string) => void;
};

export const MCP_PATH = "/mcp";

/**
 * Serves Streamable HTTP without a session, in whatever revision of the protocol a request is: each POST is answered by
 * a server of its own, so that nothing is left behind by clients that never say goodbye; with JSON, or with a stream
 * where the client wants to be told of progress. On loopback, requests whose Host is not loopback are
 * refused, and everywhere those that a web page elsewhere sends (its Origin tells), against DNS rebinding.
 * Resolves when it listens.
 * @throws {RangeError} a host beyond loopback without a token
 */
export function serveHttp(options: HttpOptions): Promise<Server> {
  if (!isLoopback(options.host) && options.token === undefined)
    throw new RangeError(`serving ${options.host} requires a token`);
  const protocol = toNodeHandler(bothEras(options), {
    onerror: (error) => options.log(`http: ${error.message}`),
  });
  const http = createServer((request, response) => {
    handle(request, response, options, protocol).catch((error: unknown) => {
      // A client that goes before it has said all needs no answer, and no line in the log.
      if (request.errored !== null && response.destroyed) return;
      options.log(`http: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      refuse(response, 500, errorReply(INTERNAL_ERROR, "internal error"));
    });
  });
  http.requestTimeout = 30_000;
  return new Promise((resolve, reject) => {
    http.once("error", reject);
    http.listen(options.port, options.host, () => resolve(http));
  });
}

/** A code of the range that is left to implementations. */
const REFUSED = -32000;

/** The two ways in which clients open: with a handshake up to revision 2025-11-25, and without one since. */
function bothEras({ makeServer, log }: HttpOptions): Parameters<typeof toNodeHandler>[0] {
  const onerror = ({ message }: Error) => log(`http: ${message}`);
  const current = createMcpHandler(makeServer, { onerror });
  return {
    fetch: async (request, options) => {
      const body = options?.parsedBody;
      const isPlain = !wantsProgress(body) && (await isLegacyRequest(request, body));
      return isPlain ? answerInJson(request, options, makeServer) : current.fetch(request, options);
    },
  };
}

/** Older clients' requests with JSON, which the SDK's own handler answers with a stream. */
async function answerInJson(
  request: Request,
  options: McpHandlerRequestOptions | undefined,
  makeServer: McpServerFactory,
): Promise<Response> {
  const server = await makeServer({ era: "legacy", requestInfo: request });
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  await server.connect(transport);
  try {
    return await transport.handleRequest(request, options);
  } finally {
    await server.close();
  }
}

function wantsProgress(body: unknown): boolean {
  const asked = body as { readonly params?: { readonly _meta?: { readonly progressToken?: unknown } } };
  return asked.params?._meta?.progressToken !== undefined;
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  options: HttpOptions,
  protocol: ReturnType<typeof toNodeHandler>,
): Promise<void> {
  const problem = accessProblem(request, options);
  if (problem !== undefined) {
    if (problem.status === 401) response.setHeader("WWW-Authenticate", "Bearer");
    return refuse(response, problem.status, errorReply(REFUSED, problem.message));
  }
  if (pathOf(request.url ?? "") !== MCP_PATH)
    return refuse(response, 404, errorReply(REFUSED, `not found; the endpoint is ${MCP_PATH}`));
  if (request.method !== "POST") {
    response.setHeader("Allow", "POST");
    return refuse(response, 405, errorReply(REFUSED, "only POST: this server keeps no sessions"));
  }
  const body = await readBody(request);
  if (body === undefined) {
    response.setHeader("Connection", "close");
    return refuse(response, 413, errorReply(REFUSED, TOO_LONG));
  }
  const read = inProtocolShape(readMessage(body));
  if (read.kind === "refused") return refuse(response, 400, read.reply);
  request.headers.accept = acceptedOf(request.headers.accept);
  // The SDK declares its view of a request in a way that exactOptionalPropertyTypes does not take for Node's own.
  await protocol(request as Parameters<typeof protocol>[0], response, read.message);
}

/** Undefined where the target of a request is no address, as "//" is not. */
function pathOf(target: string): string | undefined {
  const base = "http://localhost";
  return URL.canParse(target, base) ? new URL(target, base).pathname : undefined;
}

/** Older revisions want both types named; whoever takes anything, or JSON, can read what comes. */
function acceptedOf(accept = "*/*"): string {
  return /\*\/\*|application\/(\*|json)/.test(accept) ? "application/json, text/event-stream" : accept;
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
  const given = authorization?.match(/^bearer +(.*)$/is)?.[1];
  return timingSafeEqual(digest(given ?? ""), digest(token)) && given !== undefined;
}

/** Undefined when it is too long. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  if (Number(request.headers["content-length"] ?? 0) > MAX_MESSAGE_BYTES) return undefined;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes > MAX_MESSAGE_BYTES) return undefined;
    chunks.push(part);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function refuse(response: ServerResponse, status: number, reply: ErrorReply): void {
  if (response.headersSent) {
    response.end();
    return;
  }
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify(reply));
}
