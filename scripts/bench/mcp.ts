/**
 * Latency and memory of the built MCP server over stdio: 10,000 mixed calls by a real client, one after the other,
 * and the first reply of a cold start. The mix is drawn with a seed: every tool with right and wrong arguments,
 * profiles and dimensions at random, so that first uses of statistics are in it.
 * Run: npm run build && npx tsx scripts/bench/mcp.ts
 */
import { readFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import process from "node:process";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { quantileSorted } from "simple-statistics";
import { DIMENSIONS } from "../../src/instrument/dimensions.ts";
import { seededRandom } from "../../src/lib/random.ts";
import { TOPICS } from "../../src/mcp/codebook.ts";
import { loadItems, loadReleasedModels } from "../../src/release/data.ts";
import { SERVER, SERVER_NODE } from "../../test/fixtures/built-server.ts";
import { withoutTexts } from "../../test/fixtures/mcp-context.ts";

const CALLS = 10_000;
const STARTS = 10;
/** The server warms up when it has been asked nothing for a moment; a person needs longer than this to ask. */
const PAUSE_MS = 5000;

const random = seededRandom(42);
const pick = <T>(things: readonly [T, ...T[]] | readonly T[]): T => {
  const thing = things[Math.floor(random() * things.length)];
  if (thing === undefined) throw new RangeError("nothing to pick from");
  return thing;
};
const MODELS = loadReleasedModels().map(({ model }) => model);
const ITEMS = loadItems().map(({ id }) => id);
const WORDS = ["work", "parent", "money", "friend", "honest", "advice", "travel", "poem", "boss", "wedding"];
const PROFILES = [...MODELS, "human/raters"];

type Call = readonly [string, Record<string, unknown>];

/** Roughly what an assistant asks: profiles most, and now and then something that is not there. */
const KINDS: readonly (() => Call)[] = [
  () => ["search_value_items", { text: `${pick(WORDS)} ${pick(WORDS)}`, limit: 10 }],
  () => ["search_value_items", { dimension: pick(DIMENSIONS), min_loading: 0.2, limit: 20 }],
  () => ["get_value_items", { ids: [pick(ITEMS), pick(ITEMS), pick(ITEMS)], ratings_of: [pick(MODELS)] }],
  () => ["get_value_items", { ids: ["9999/9"] }],
  () => ["list_value_profiles", {}],
  () => ["list_value_profiles", { rank_by: pick(DIMENSIONS), limit: 20 }],
  () => ["get_value_profiles", { ids: [pick(MODELS)], family: "all" }],
  () => ["get_value_profiles", { ids: [pick(MODELS)], baseline: "human/raters" }],
  () => ["get_value_profiles", { ids: [pick(MODELS)], baseline: pick(MODELS) }],
  () => ["get_value_profiles", { ids: ["gpt-99"] }],
  () => ["explain_value_score", { profile: pick(MODELS), dimension: pick(DIMENSIONS) }],
  () => [
    "explain_value_score",
    { profile: pick(MODELS), dimension: pick(DIMENSIONS), against: pick(PROFILES) },
  ],
  () => ["get_value_codebook", { topic: pick(TOPICS) }],
];

async function start(): Promise<{
  readonly client: Client;
  readonly pid: number;
  readonly firstReplyMs: number;
}> {
  const began = performance.now();
  const transport = new StdioClientTransport({
    command: SERVER_NODE,
    args: [SERVER],
    env: withoutTexts(),
    stderr: "inherit",
  });
  const client = new Client({ name: "bench", version: "0.0.0" });
  await client.connect(transport);
  return { client, pid: transport.pid ?? 0, firstReplyMs: performance.now() - began };
}

const quantile = (values: readonly number[], p: number) =>
  quantileSorted(
    values.toSorted((a, b) => a - b),
    p,
  );
const ms = (value: number) => `${value.toFixed(1)} ms`;

/** Resident memory in MB, as Linux counts it. */
function residentMb(pid: number, field: "VmRSS" | "VmHWM"): number {
  const kilobytes = readFileSync(`/proc/${pid}/status`, "utf8").match(new RegExp(`${field}:\\s+(\\d+)`))?.[1];
  return Number(kilobytes) / 1024;
}

/**
 * Time that a process's main thread has run on a processor, in ms, as Linux counts it: unlike the time on the clock
 * it hardly depends on what else the machine does.
 */
function processorMs(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ")[0]) / 1e6;
}

const firstReplies: number[] = [];
for (let round = 0; round < STARTS; round += 1) {
  const { client, firstReplyMs } = await start();
  firstReplies.push(firstReplyMs);
  await client.close();
}
const { client, pid } = await start();
await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
const processor: number[] = [];
const latencies = new Map<string, number[]>();
const began = performance.now();
for (let count = 0; count < CALLS; count += 1) {
  const [name, args] = pick(KINDS)();
  const before = processorMs(pid);
  const asked = performance.now();
  await client.callTool({ name, arguments: args });
  const own = latencies.get(name) ?? [];
  if (own.length === 0) latencies.set(name, own);
  own.push(performance.now() - asked);
  processor.push(processorMs(pid) - before);
}
const seconds = (performance.now() - began) / 1000;
const all = [...latencies.values()].flat();
process.stdout.write(
  `${[
    `first reply of ${STARTS} cold starts: median ${ms(quantile(firstReplies, 0.5))}, slowest ${ms(Math.max(...firstReplies))}`,
    `${CALLS} calls in ${seconds.toFixed(1)} s: p50 ${ms(quantile(all, 0.5))}, p99 ${ms(quantile(all, 0.99))}, slowest ${ms(Math.max(...all))}`,
    ...[...latencies].map(
      ([name, own]) =>
        `  ${name} (${own.length}): p50 ${ms(quantile(own, 0.5))}, p99 ${ms(quantile(own, 0.99))}, slowest ${ms(Math.max(...own))}`,
    ),
    `processor time of the server for a call: p50 ${ms(quantile(processor, 0.5))}, p99 ${ms(quantile(processor, 0.99))}; load average ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} processors`,
    `memory: ${residentMb(pid, "VmRSS").toFixed(0)} MB resident after the calls, ${residentMb(pid, "VmHWM").toFixed(0)} MB at most`,
  ].join("\n")}\n`,
);
await client.close();
