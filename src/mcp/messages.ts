/** Whether what a client sent is a message at all, so that each gets an answer, whatever its shape. */
import { z } from "zod";
import { zodProblem } from "../lib/input-error.ts";
import { isDeeperThan } from "../lib/nesting.ts";

/** Far above any call of these tools. */
export const MAX_MESSAGE_BYTES = 1_000_000;

/** Far above any call of these tools; what is deeper overflows the stack of whoever walks through it. */
const MAX_DEPTH = 64;

const OBJECT_RULE = "must be an object";

/** The protocol's codes of errors. */
const PARSE_ERROR = -32700;
export const INVALID_REQUEST = -32600;
const INVALID_PARAMS = -32602;
export const INTERNAL_ERROR = -32603;

export type RequestId = string | number;

/** An answer to what is no request that could be answered otherwise. */
export type ErrorReply = {
  readonly jsonrpc: "2.0";
  readonly id: RequestId | null;
  readonly error: { readonly code: number; readonly message: string; readonly data?: unknown };
};

export function errorReply(
  code: number,
  message: string,
  id: RequestId | null = null,
  data?: unknown,
): ErrorReply {
  return { jsonrpc: "2.0", id, error: { code, message, ...(data === undefined ? {} : { data }) } };
}

/** A message that may go to the SDK, or the answer to one that may not. */
export type ReadMessage =
  | { readonly kind: "message"; readonly message: Readonly<Record<string, unknown>> }
  | { readonly kind: "refused"; readonly reply: ErrorReply };

/** Reads one message. */
export function readMessage(text: string): ReadMessage {
  if (Buffer.byteLength(text) > MAX_MESSAGE_BYTES) return refused(INVALID_REQUEST, TOO_LONG);
  if (isDeeperThan(text, MAX_DEPTH))
    return refused(INVALID_REQUEST, `a message may be nested ${MAX_DEPTH} deep`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refused(PARSE_ERROR, "not JSON");
  }
  return checkMessage(value);
}

/** Why a message is refused that has too many bytes to be read. */
export const TOO_LONG = `a message may have ${MAX_MESSAGE_BYTES.toLocaleString("en")} bytes`;

function checkMessage(value: unknown): ReadMessage {
  if (Array.isArray(value))
    return refused(INVALID_REQUEST, "batches are not taken: send each request as a message of its own");
  const shape = messageSchema.safeParse(value);
  const id = idOf(value);
  if (!shape.success)
    return refused(INVALID_REQUEST, `not a JSON-RPC message: ${zodProblem(shape.error)}`, id);
  const message = shape.data;
  if (message["method"] === undefined) {
    // An answer to a request that this server never sends: nobody waits for one to it.
    if (message["result"] !== undefined || message["error"] !== undefined)
      return { kind: "message", message };
    return refused(INVALID_REQUEST, "not a JSON-RPC message: method is missing", id);
  }
  const { params } = message;
  if (params !== undefined && !isObject(params))
    return refused(INVALID_PARAMS, `${message.method}: params ${OBJECT_RULE}`, id);
  const schema = PARAMS[message.method];
  const checked = schema?.safeParse(params ?? {});
  if (checked?.success === false)
    return refused(INVALID_PARAMS, `${message.method}: ${zodProblem(checked.error)}`, id);
  return { kind: "message", message };
}

const ID_RULE = "must be a string or a whole number";
const messageSchema = z.looseObject(
  {
    jsonrpc: z.literal("2.0", 'must be "2.0"'),
    id: z.union([z.string(), z.int()], ID_RULE).optional(),
    method: z.string("must be a string").optional(),
  },
  OBJECT_RULE,
);

const name = z.string("must be a string");
const strings = z.record(z.string(), z.string("must be a string"), OBJECT_RULE).optional();

/** The parameters of the requests that this server answers, as far as an answer hangs on them. */
const PARAMS: Readonly<Record<string, z.ZodType>> = {
  "tools/call": z.looseObject({ name, arguments: z.record(z.string(), z.unknown(), OBJECT_RULE).optional() }),
  "resources/read": z.looseObject({ uri: name }),
  "prompts/get": z.looseObject({ name, arguments: strings }),
  "completion/complete": z.looseObject({
    ref: z.discriminatedUnion(
      "type",
      [
        z.looseObject({ type: z.literal("ref/prompt"), name }),
        z.looseObject({ type: z.literal("ref/resource"), uri: name }),
      ],
      "must name a prompt or a resource",
    ),
    argument: z.looseObject({ name, value: name }, OBJECT_RULE),
    context: z.looseObject({ arguments: strings }, OBJECT_RULE).optional(),
  }),
};

function idOf(value: unknown): RequestId | null {
  const id = isObject(value) ? value["id"] : undefined;
  return typeof id === "string" || typeof id === "number" ? id : null;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function refused(code: number, message: string, id: RequestId | null = null): ReadMessage {
  return { kind: "refused", reply: errorReply(code, message, id) };
}
