/** Whether what a client sent is a message at all, so that each gets an answer, whatever its shape. */
import { z } from "zod";
import { zodProblem } from "../lib/input-error.ts";
import { isDeeperThan } from "../lib/nesting.ts";
import { quoted } from "../lib/quoted.ts";

/** Far above any call of these tools. */
export const MAX_MESSAGE_BYTES = 1_000_000;

/** Far above any call of these tools; what is deeper overflows the stack of whoever walks through it. */
const MAX_DEPTH = 64;

const OBJECT_RULE = "must be an object";

/** The protocol's codes of errors. */
const PARSE_ERROR = -32700;
export const INVALID_REQUEST = -32600;
export const INVALID_PARAMS = -32602;
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
  const isAnswer = message["result"] !== undefined || message["error"] !== undefined;
  if (message.method === undefined) {
    // An answer to a request that this server never sends: nobody waits for one to it.
    if (isAnswer) return { kind: "message", message };
    return refused(INVALID_REQUEST, "not a JSON-RPC message: method is missing", id);
  }
  if (isAnswer)
    return refused(INVALID_REQUEST, "not a JSON-RPC message: it has a method and a result or error", id);
  const problem = paramsProblem(message.method, message["params"]);
  if (problem !== undefined) return refused(INVALID_PARAMS, `${shownMethod(message.method)}: ${problem}`, id);
  return { kind: "message", message };
}

/** What is wrong with a request's parameters, in one line; undefined when an answer can be made. */
function paramsProblem(method: string, value: unknown): string | undefined {
  if (value !== undefined && !isObject(value)) return `params ${OBJECT_RULE}`;
  const params = paramsSchema.safeParse(value);
  if (!params.success) return zodProblem(params.error);
  const checked = PARAMS.get(method)?.safeParse(params.data ?? {});
  return checked?.success === false ? zodProblem(checked.error) : undefined;
}

/** As it is where it is a name, and as a quotation where it is anything. */
function shownMethod(method: string): string {
  return /^[\w/]{1,60}$/.test(method) ? method : quoted(method);
}

const ID_RULE = "must be a string or a whole number";
const messageSchema = z.looseObject(
  {
    jsonrpc: z.literal("2.0", 'must be "2.0"'),
    id: z.union([z.string(), z.int(ID_RULE)], ID_RULE).optional(),
    method: z.string("must be a string").optional(),
  },
  OBJECT_RULE,
);

/** Of every request, and of notifications. */
const paramsSchema = z
  .looseObject(
    {
      _meta: z
        .looseObject(
          {
            progressToken: z.union([z.string(), z.int()], ID_RULE).optional(),
          },
          OBJECT_RULE,
        )
        .optional(),
    },
    OBJECT_RULE,
  )
  .optional();

const name = z.string("must be a string");
const page = z.looseObject({ cursor: z.string("must be a string").optional() });
const strings = z.record(z.string(), z.string("must be a string"), OBJECT_RULE).optional();

/**
 * The parameters of the requests that this server answers, as far as an answer hangs on them. A map, as a method may be
 * called like something that every object has.
 */
const PARAMS: ReadonlyMap<string, z.ZodType> = new Map(
  Object.entries<z.ZodType>({
    "tools/list": page,
    "prompts/list": page,
    "resources/list": page,
    "resources/templates/list": page,
    "tools/call": z.looseObject({
      name,
      arguments: z.record(z.string(), z.unknown(), OBJECT_RULE).optional(),
    }),
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
  }),
);

/** Null also for a number that was rounded when it was read: nobody would know it again. */
function idOf(value: unknown): RequestId | null {
  const id = isObject(value) ? value["id"] : undefined;
  if (typeof id === "number") return Math.abs(id) <= Number.MAX_SAFE_INTEGER ? id : null;
  return typeof id === "string" ? id : null;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function refused(code: number, message: string, id: RequestId | null = null): ReadMessage {
  return { kind: "refused", reply: errorReply(code, message, id) };
}
