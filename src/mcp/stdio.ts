import type { Readable, Writable } from "node:stream";
import {
  type JSONRPCMessage,
  type McpServerFactory,
  PROTOCOL_VERSION_META_KEY,
  ProtocolErrorCode,
  type Transport,
} from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import {
  errorReply,
  INVALID_REQUEST,
  isObject,
  MAX_MESSAGE_BYTES,
  type ReadMessage,
  type RequestId,
  readMessage,
  TOO_LONG,
} from "./messages.ts";
import { inProtocolShape } from "./protocol-shape.ts";

/** The revision of the protocol in which each request names its revision. */
const CURRENT_REVISION = "2026-07-28";

/** Room for any name of a revision. */
const MAX_REVISION = 40;

/**
 * Serves one client over two streams, in whatever revision of the protocol it opens with; resolves when the client has
 * gone, because its stream ended or broke, and what it had asked is answered.
 */
export async function serveStreams(
  makeServer: McpServerFactory,
  input: Readable,
  output: Writable,
  log: (line: string) => void,
): Promise<void> {
  const transport = new LineTransport(input, output);
  const handle = serveStdio(makeServer, { transport, onerror: ({ message }) => log(`stdio: ${message}`) });
  await transport.gone;
  await handle.close();
}

const NEWLINE = 10;

/** A message on each line. Every line is answered, also those that hold no message, which the SDK's own drops. */
class LineTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: NonNullable<Transport["onmessage"]>;
  /** Resolves when nobody is there to be answered any more. */
  readonly gone: Promise<void>;
  #leave: () => void = () => undefined;
  #hasEnded = false;
  /** Requests without an answer yet. */
  readonly #open = new Set<unknown>();
  readonly #input: Readable;
  readonly #output: Writable;

  constructor(input: Readable, output: Writable) {
    this.#input = input;
    this.#output = output;
    this.gone = new Promise((resolve) => {
      this.#leave = resolve;
    });
  }

  async start(): Promise<void> {
    const lines = lineReader((line) => this.#take(line));
    this.#input.on("data", lines.take);
    this.#input.once("end", () => {
      lines.end();
      this.#hasEnded = true;
      this.#leaveWhenDone();
    });
    for (const event of ["close", "error"]) this.#input.once(event, () => this.#endInput(event));
    // A client that goes without a word leaves a broken pipe.
    this.#output.once("error", () => this.#leave());
  }

  /** An input that ended before it closed is waited for; one that broke is not. */
  #endInput(event: string): void {
    if (event === "error" || !this.#hasEnded) this.#leave();
  }

  #take(line: string | undefined): void {
    if (line !== undefined && line.trim() === "") return;
    const read =
      line === undefined
        ? ({ kind: "refused", reply: errorReply(INVALID_REQUEST, TOO_LONG) } as const)
        : withKnownRevision(inProtocolShape(readMessage(line)));
    if (read.kind === "refused") {
      this.#write(read.reply);
      return;
    }
    const { id, method } = read.message;
    // A subscription is answered when it ends, which is when the client goes.
    if (id !== undefined && method !== undefined && method !== "subscriptions/listen") this.#open.add(id);
    // The shape has been checked.
    this.onmessage?.(read.message as JSONRPCMessage);
    // Nobody answers a request that was called off.
    if (method === "notifications/cancelled") this.#settle(cancelledId(read.message));
  }

  async send(message: JSONRPCMessage): Promise<void> {
    this.#write(message);
    if (!("method" in message)) this.#settle(message.id);
  }

  #write(message: unknown): void {
    this.#output.write(`${JSON.stringify(message)}\n`);
  }

  #settle(id: unknown): void {
    this.#open.delete(id);
    this.#leaveWhenDone();
  }

  #leaveWhenDone(): void {
    if (this.#hasEnded && this.#open.size === 0) this.#leave();
  }

  async close(): Promise<void> {
    this.#input.pause();
    this.#leave();
    this.onclose?.();
  }
}

/** The SDK looks at the revision of the first request only. */
function withKnownRevision(read: ReadMessage): ReadMessage {
  if (read.kind === "refused") return read;
  const { id, params } = read.message;
  if (id === undefined) return read;
  const meta = isObject(params) ? params["_meta"] : undefined;
  const requested = isObject(meta) ? meta[PROTOCOL_VERSION_META_KEY] : undefined;
  if (requested === undefined || requested === CURRENT_REVISION) return read;
  // What is no revision at all is not said again: it may be long.
  const isRevision = typeof requested === "string" && requested.length <= MAX_REVISION;
  const data = { supported: [CURRENT_REVISION], ...(isRevision ? { requested } : {}) };
  const reply = errorReply(
    ProtocolErrorCode.UnsupportedProtocolVersion,
    `this server does not speak that revision; it speaks ${CURRENT_REVISION}, and older ones after a handshake`,
    // It has been checked.
    id as RequestId,
    data,
  );
  return { kind: "refused", reply };
}

function cancelledId({ params }: Readonly<Record<string, unknown>>): unknown {
  return typeof params === "object" && params !== null && "requestId" in params
    ? params.requestId
    : undefined;
}

/** Cuts a stream into lines; undefined stands for one that is too long, of which nothing is kept. */
function lineReader(onLine: (line: string | undefined) => void) {
  let parts: Buffer[] = [];
  let bytes = 0;
  const add = (part: Buffer) => {
    bytes += part.length;
    if (bytes > MAX_MESSAGE_BYTES) parts = [];
    else parts.push(part);
  };
  const end = () => {
    if (bytes > 0) onLine(bytes > MAX_MESSAGE_BYTES ? undefined : Buffer.concat(parts).toString("utf8"));
    [parts, bytes] = [[], 0];
  };
  const take = (chunk: Buffer) => {
    let rest = chunk;
    for (let at = rest.indexOf(NEWLINE); at >= 0; at = rest.indexOf(NEWLINE)) {
      add(rest.subarray(0, at));
      end();
      rest = rest.subarray(at + 1);
    }
    add(rest);
  };
  return { take, end };
}
