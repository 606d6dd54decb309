/**
 * Hostile messages to the built MCP server over stdio: requests broken in one or more places, with a seed. Counts the
 * requests that are answered, and answers that are internal errors or more than one line long; ends with 1 when one is not
 * as it should be. Every line sent has an answer, so that a line that gets none within ten seconds is a fault.
 * Run: npm run build && npx tsx scripts/bench/mcp-fuzz.ts [messages] [seed]
 */
import { spawn } from "node:child_process";
import process from "node:process";
import { createInterface } from "node:readline";
import { seededRandom } from "../../src/lib/random.ts";
import { TOOLS } from "../../src/mcp/tools.ts";
import { SERVER, SERVER_NODE } from "../../test/fixtures/built-server.ts";
import { withoutTexts } from "../../test/fixtures/mcp-context.ts";

const [count = 5000, seed = 42] = process.argv.slice(2).map(Number);
const random = seededRandom(seed);
const pick = <T>(things: readonly T[]): T => {
  const thing = things[Math.floor(random() * things.length)];
  if (thing === undefined) throw new RangeError("nothing to pick from");
  return thing;
};

const WORDS = [
  "",
  "constructor",
  "__proto__",
  "toString",
  "last run",
  "average/openai",
  "%E0%A4%A",
  "a\n\u001b[31m\u202e",
];
const VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e300,
  [],
  {},
  [[]],
  { a: {} },
  "x".repeat(20_000),
  ...WORDS,
];
const METHODS = [
  "tools/list",
  "resources/list",
  "ping",
  "server/discover",
  "no/such",
  "prompts/list",
  ...WORDS,
];
const META = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientCapabilities": {},
};
const FIELDS = ["_meta", "name", "arguments", "uri", "ref", "argument", "cursor", "context", ...WORDS];

type Message = Record<string, unknown> & { params: Record<string, unknown> };

function request(id: string): Message {
  const tool = pick(TOOLS);
  const args = Object.fromEntries(
    [...Object.keys(tool.inputSchema.shape), ...WORDS]
      .filter(() => random() < 0.2)
      .map((name) => [name, pick(VALUES)]),
  );
  const of = pick<readonly [string, Record<string, unknown>]>([
    ["tools/call", { name: tool.name, arguments: args }],
    ["tools/call", { name: pick(WORDS), arguments: args }],
    [
      "resources/read",
      { uri: `value-portrait://${pick(["items", "queries", "profiles/run", "x"])}/${pick(WORDS)}` },
    ],
    ["prompts/get", { name: pick(["check_drift", ...WORDS]), arguments: { run: pick(WORDS) } }],
    [
      "completion/complete",
      {
        ref: { type: "ref/resource", uri: "value-portrait://items/{id}" },
        argument: { name: pick(["id", ...WORDS]), value: pick(WORDS) },
      },
    ],
    [pick(METHODS), {}],
  ]);
  return { jsonrpc: "2.0", id, method: of[0], params: { ...of[1], _meta: META } };
}

/** Its id stays, by which its answer is known, unless the line is no JSON any more. */
function broken(message: Message): string {
  const { params, ...rest } = message;
  const kind = random();
  if (kind < 0.4) return JSON.stringify(message);
  if (kind < 0.5) return JSON.stringify({ ...rest, params: pick(VALUES) });
  if (kind < 0.65) return JSON.stringify({ ...rest, params: { ...params, [pick(FIELDS)]: pick(VALUES) } });
  if (kind < 0.75)
    return JSON.stringify({
      ...rest,
      params: {
        ...params,
        _meta: { ...META, [pick(["progressToken", ...Object.keys(META), ...WORDS])]: pick(VALUES) },
      },
    });
  if (kind < 0.85)
    return JSON.stringify({
      ...message,
      [pick(["jsonrpc", "method", "extra", "result", "error"])]: pick([5, null, [], {}, ...WORDS]),
    });
  if (kind < 0.9) return JSON.stringify([message]);
  const text = JSON.stringify(message);
  return text.slice(0, Math.floor(random() * (text.length - 2)) + 1);
}

const child = spawn(SERVER_NODE, [SERVER], { env: withoutTexts(), stdio: ["pipe", "pipe", "ignore"] });
const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
const next = () =>
  Promise.race([
    lines.next(),
    new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 10_000).unref()),
  ]);

const found = { sent: 0, results: 0, refused: 0, internal: 0, long: 0 };
let line = JSON.stringify({ jsonrpc: "2.0", id: "open", method: "server/discover", params: { _meta: META } });
for (let number = 0; number <= count; number += 1) {
  child.stdin.write(`${line}\n`);
  found.sent += 1;
  const answer = await next();
  if (answer === undefined || answer.done === true) {
    process.stdout.write(`no answer to ${line.slice(0, 300)}\n`);
    process.exitCode = 1;
    break;
  }
  const { error } = JSON.parse(answer.value) as {
    readonly error?: { readonly code: number; readonly message: string };
  };
  if (error === undefined) found.results += 1;
  else found.refused += 1;
  if (error?.code === -32603) found.internal += 1;
  if (/\n/.test(error?.message ?? "") || (error?.message.length ?? 0) > 400) {
    found.long += 1;
    process.stdout.write(`long: ${line.slice(0, 200)} => ${error?.message.slice(0, 200)}\n`);
  }
  if (error?.code === -32603) process.stdout.write(`internal: ${line.slice(0, 300)}\n`);
  line = broken(request(`r${number}`));
}
process.stdout.write(`${JSON.stringify({ seed, ...found })}\n`);
if (found.internal + found.long > 0) process.exitCode = 1;
child.kill();
