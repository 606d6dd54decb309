import { once } from "node:events";
import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { answersOf } from "../../src/mcp/answers.ts";
import { buildServer } from "../../src/mcp/server.ts";
import { serveStreams } from "../../src/mcp/stdio.ts";
import { mcpContext } from "../fixtures/mcp-context.ts";

type Reply = { readonly id: unknown; readonly error?: { readonly code: number }; readonly result?: unknown };

/** Every answer to some bytes, after which the client goes. */
async function repliesTo(...chunks: readonly (string | Buffer)[]): Promise<readonly Reply[]> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const written: Buffer[] = [];
  output.on("data", (chunk: Buffer) => written.push(chunk));
  const served = serveStreams(
    () => buildServer(answersOf(mcpContext()), "0.0.0"),
    input,
    output,
    () => {},
  );
  for (const chunk of chunks) if (!input.write(chunk)) await once(input, "drain");
  input.end();
  await served;
  return Buffer.concat(written)
    .toString()
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Reply);
}

const message = (rest: Record<string, unknown>) => `${JSON.stringify({ jsonrpc: "2.0", ...rest })}\n`;
const HELLO = message({
  id: 0,
  method: "initialize",
  params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "t", version: "0" } },
});
const META = (revision: string) => ({
  _meta: {
    "io.modelcontextprotocol/protocolVersion": revision,
    "io.modelcontextprotocol/clientCapabilities": {},
  },
});

test.each([
  [{ method: "constructor" }, -32601, /^Method not found$/],
  [{ method: "tools/list", extra: 1 }, -32600, /a field is unknown or of the wrong type$/],
  [
    { method: "tools/list", params: { _meta: { progressToken: [] } } },
    -32602,
    /^tools\/list: _meta\.progressToken/,
  ],
  [
    { method: "tools/list", params: { _meta: { "io.modelcontextprotocol/related-task": 5 } } },
    -32600,
    /a field is unknown or of the wrong type$/,
  ],
  [{ method: "tools/call", params: { name: "a", task: 5 } }, -32602, /^tools\/call: task: .+$/],
  [
    {
      method: "initialize",
      params: {
        protocolVersion: "2025-11-25",
        capabilities: { sampling: [] },
        clientInfo: { name: "t", version: "0" },
      },
    },
    -32602,
    /^initialize: capabilities\.sampling: .+$/,
  ],
])("a shape that the SDK drops or fails over has one line for an answer: %j", async (request, code, text) => {
  for (const opening of [[], [HELLO]]) {
    const replies = await repliesTo(...opening, message({ id: 1, ...request }));
    expect(replies.find(({ id }) => id === 1)?.error).toMatchObject({
      code,
      message: expect.stringMatching(text),
    });
  }
});

describe("every line is answered, also after the client has closed its side", () => {
  test("what is no message, between what is", async () => {
    const replies = await repliesTo(
      HELLO,
      "not JSON\n\n[]\n",
      message({ id: 1, method: "tools/call", params: { name: "get_value_codebook", arguments: null } }),
      message({ id: 2, method: "tools/list" }),
      message({ id: 3, method: "no/such" }),
    );
    expect(replies.map(({ id, error }) => [id, error?.code])).toEqual(
      expect.arrayContaining([
        [0, undefined],
        [null, -32700],
        [null, -32600],
        [1, -32602],
        [2, undefined],
        [3, -32601],
      ]),
    );
    expect(replies).toHaveLength(6);
  });

  test("a line of eleven million bytes, and the next one", async () => {
    const replies = await repliesTo(
      HELLO,
      Buffer.alloc(11_000_000, "x"),
      "\n",
      message({ id: 1, method: "ping" }),
    );
    expect(replies.map(({ id }) => id).toSorted()).toEqual([0, 1, null]);
    expect(replies.find(({ id }) => id === null)).toMatchObject({ error: { code: -32600 } });
  });

  test("a message in many pieces, cut within a character, and one without a line's end", async () => {
    const bytes = Buffer.from(
      message({ id: 1, method: "tools/call", params: { name: "看護師", arguments: {} } }).trim(),
    );
    const pieces = Array.from({ length: bytes.length }, (_, index) => bytes.subarray(index, index + 1));
    expect(JSON.stringify(await repliesTo(HELLO, ...pieces))).toContain("看護師");
  });
});

describe("in the revision without a handshake", () => {
  test("the first message is answered, and a subscription keeps nobody here", async () => {
    const replies = await repliesTo(
      message({ id: 1, method: "server/discover", params: META("2026-07-28") }),
      message({ id: 2, method: "tools/list", params: META("2026-07-28") }),
      message({
        id: 3,
        method: "subscriptions/listen",
        params: { notifications: {}, ...META("2026-07-28") },
      }),
    );
    expect(replies.find(({ id }) => id === 1)).toMatchObject({
      result: { supportedVersions: ["2026-07-28"], cacheScope: "public" },
    });
    expect(replies.map(({ id }) => id)).toContain(2);
  });

  test("a revision that is not spoken is named, first or later", async () => {
    const replies = await repliesTo(
      message({ id: 1, method: "tools/list", params: META("2026-07-28") }),
      message({ id: 2, method: "tools/list", params: META("2099-01-01") }),
    );
    expect(replies.find(({ id }) => id === 2)).toMatchObject({
      error: { code: -32022, data: { supported: ["2026-07-28"], requested: "2099-01-01" } },
    });
  });
});
