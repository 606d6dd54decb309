import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readMessage } from "../../src/mcp/messages.ts";

const call = (params: unknown) => JSON.stringify({ jsonrpc: "2.0", id: 7, method: "tools/call", params });

describe("what is no message is refused in one line, with its id where it has one", () => {
  test.each<[string, number | null, number, string]>([
    ["{", null, -32700, "not JSON"],
    ["", null, -32700, "not JSON"],
    ["null", null, -32600, "not a JSON-RPC message: must be an object"],
    ["5", null, -32600, "not a JSON-RPC message: must be an object"],
    [
      '[{"jsonrpc":"2.0","id":1,"method":"ping"}]',
      null,
      -32600,
      "batches are not taken: send each request as a message of its own",
    ],
    ['{"id":3,"method":"ping"}', 3, -32600, 'not a JSON-RPC message: jsonrpc: must be "2.0"'],
    ['{"jsonrpc":"2.0","id":3}', 3, -32600, "not a JSON-RPC message: method is missing"],
    [
      '{"jsonrpc":"2.0","id":null,"method":"ping"}',
      null,
      -32600,
      "not a JSON-RPC message: id: must be a string or a whole number",
    ],
    ['{"jsonrpc":"2.0","id":3,"method":5}', 3, -32600, "not a JSON-RPC message: method: must be a string"],
    ["[".repeat(100_000), null, -32600, "a message may be nested 64 deep"],
    [`{"a":${'{"a":'.repeat(500_000)}`, null, -32600, "a message may have 1,000,000 bytes"],
    [
      '{"jsonrpc":"2.0","id":12345678901234567890,"method":"ping"}',
      null,
      -32600,
      "not a JSON-RPC message: id: must be a string or a whole number",
    ],
    [
      '{"jsonrpc":"2.0","id":3,"method":"ping","result":{}}',
      3,
      -32600,
      "not a JSON-RPC message: it has a method and a result or error",
    ],
    [call({ name: "a", _meta: 5 }), 7, -32602, "tools/call: _meta: must be an object"],
    [
      call({ name: "a", _meta: { progressToken: null } }),
      7,
      -32602,
      "tools/call: _meta.progressToken: must be a string or a whole number",
    ],
    [
      '{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"cursor":5}}',
      1,
      -32602,
      "tools/list: cursor: must be a string",
    ],
    [
      `{"jsonrpc":"2.0","id":1,"method":"a\\n\\u001b${"b".repeat(1000)}","params":null}`,
      1,
      -32602,
      `"a\\n\\u001b${"b".repeat(50)}…: params must be an object`,
    ],
    [call(null), 7, -32602, "tools/call: params must be an object"],
    [call([]), 7, -32602, "tools/call: params must be an object"],
    [call({}), 7, -32602, "tools/call: name: must be a string"],
    [call({ name: "a", arguments: null }), 7, -32602, "tools/call: arguments: must be an object"],
    [call({ name: "a", arguments: "{}" }), 7, -32602, "tools/call: arguments: must be an object"],
    [call({ name: "a", arguments: [] }), 7, -32602, "tools/call: arguments: must be an object"],
    [
      '{"jsonrpc":"2.0","id":1,"method":"completion/complete","params":{"ref":{"type":"ref/x"}}}',
      1,
      -32602,
      "completion/complete: ref.type: must name a prompt or a resource",
    ],
  ])("%.60s", (text, id, code, message) => {
    expect(readMessage(text)).toEqual({
      kind: "refused",
      reply: { jsonrpc: "2.0", id, error: { code, message } },
    });
  });
});

test.each([
  '{"jsonrpc":"2.0","id":1,"method":"ping"}',
  '{"jsonrpc":"2.0","method":"notifications/initialized"}',
  '{"jsonrpc":"2.0","id":"a","result":{}}',
  '{"jsonrpc":"2.0","id":1,"method":"no/such","params":{"text":"[[[[ \\" {{{{"}}',
  call({ name: "a" }),
  ...["constructor", "__proto__", "toString"].map((method) =>
    JSON.stringify({ jsonrpc: "2.0", id: 1, method }),
  ),
])("%s is let through as it is", (text) => {
  expect(readMessage(text)).toEqual({ kind: "message", message: JSON.parse(text) });
});

test("anything is read or refused in one line, and nothing throws", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.json(), fc.string({ unit: fc.constantFrom(...'[]{}"\\:,0a') })),
      (text) => {
        const read = readMessage(text);
        if (read.kind === "refused") expect(read.reply.error.message).toMatch(/^.{5,200}$/);
      },
    ),
  );
});

test("a quotation mark that never ends, a million times, takes no time", () => {
  expect(readMessage('"\\'.repeat(499_000))).toMatchObject({ reply: { error: { code: -32700 } } });
});
