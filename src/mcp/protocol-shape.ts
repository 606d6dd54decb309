/** Whether a message is of the shape that the protocol's SDK takes, so that it neither drops it nor fails over it. */
import { isJSONRPCRequest, PROTOCOL_VERSION_META_KEY, specTypeSchemas } from "@modelcontextprotocol/server";
import { shortened, visibleLine } from "../lib/visible-text.ts";
import {
  errorReply,
  INVALID_PARAMS,
  INVALID_REQUEST,
  isObject,
  type ReadMessage,
  type RequestId,
} from "./messages.ts";

/**
 * What was read, or the refusal of a request that the SDK would drop without an answer, or answer as its own failure
 * over many lines.
 */
export function inProtocolShape(read: ReadMessage): ReadMessage {
  if (read.kind === "refused") return read;
  const { id, method } = read.message;
  if (id === undefined || typeof method !== "string") return read;
  const problem = isHandshakeOfNone(read.message) ? undefined : SCHEMAS.get(method)?.(read.message);
  if (problem !== undefined) return refused(INVALID_PARAMS, `${method}: ${problem}`, id);
  if (isJSONRPCRequest(read.message)) return read;
  return refused(INVALID_REQUEST, "not a JSON-RPC message: a field is unknown or of the wrong type", id);
}

/** Since 2026-07-28 there is no handshake: whatever its parameters, the SDK answers that there is no such method. */
function isHandshakeOfNone({ method, params }: Readonly<Record<string, unknown>>): boolean {
  const meta = isObject(params) ? params["_meta"] : undefined;
  return method === "initialize" && isObject(meta) && PROTOCOL_VERSION_META_KEY in meta;
}

function refused(code: number, message: string, id: unknown): ReadMessage {
  // The id has been checked.
  return { kind: "refused", reply: errorReply(code, message, id as RequestId) };
}

type Schema = (typeof specTypeSchemas)["InitializeRequest" | "CallToolRequest"];

const SCHEMAS: ReadonlyMap<string, (message: unknown) => string | undefined> = new Map([
  ["initialize", (message) => firstProblem(specTypeSchemas.InitializeRequest, message)],
  ["tools/call", (message) => firstProblem(specTypeSchemas.CallToolRequest, message)],
]);

/** In one line; a field's name may be anyone's. */
function firstProblem(schema: Schema, message: unknown): string | undefined {
  const result = schema["~standard"].validate(message);
  if (result instanceof Promise || result.issues === undefined) return undefined;
  const [first] = result.issues;
  const path = (first?.path ?? []).map((part) => String(typeof part === "object" ? part.key : part));
  const place = path.filter((part, index) => index > 0 || part !== "params").join(".");
  return shortened(visibleLine(`${place}: ${first?.message}`), 150);
}
