/**
 * Latency and memory of the built MCP server over stdio, by a real client: the first answer of a fresh process to each
 * kind of question; 10,000 mixed calls, one after the other, drawn with a seed, so that first uses of statistics
 * are in it; the first list over a hundred run files.
 * Run: npm run build && npx tsx scripts/bench/mcp.ts [dist/mcp/main.js of another build]
 */
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { quantileSorted } from "simple-statistics";
import { DIMENSIONS } from "../../src/instrument/dimensions.ts";
import { seededRandom } from "../../src/lib/random.ts";
import { TOPICS } from "../../src/mcp/codebook.ts";
import { loadItems, loadReleasedModels } from "../../src/release/data.ts";
import { releasedRun } from "../../src/release/released-run.ts";
import type { Response } from "../../src/runs/answer.ts";
import { RUN_FILE_VERSION, toRunFileModel } from "../../src/runs/run-file.ts";
import { SERVER, SERVER_NODE } from "../../test/fixtures/built-server.ts";
import { withoutTexts } from "../../test/fixtures/mcp-context.ts";

const [server = SERVER] = process.argv.slice(2);
const CALLS = 10_000;
const STARTS = 5;
const RUN_FILES = 100;
/** The server works ahead when it has been asked nothing for a moment; a person needs longer than this to ask. */
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

/** A fresh server and how long it took to say hello. */
async function start(runs: readonly string[] = []): Promise<{
  readonly client: Client;
  readonly pid: number;
  readonly firstReplyMs: number;
}> {
  const began = performance.now();
  const transport = new StdioClientTransport({
    command: SERVER_NODE,
    args: [server, ...runs.flatMap((folder) => ["--runs", folder])],
    cwd: mkdtempSync(path.join(tmpdir(), "value-portrait-mcp-bench-")),
    env: withoutTexts(),
    stderr: "inherit",
  });
  const client = new Client({ name: "bench", version: "0.0.0" });
  await client.connect(transport);
  return { client, pid: transport.pid ?? 0, firstReplyMs: performance.now() - began };
}

/** How long an answer takes, in ms. */
async function timed(client: Client, [name, args]: Call): Promise<number> {
  const asked = performance.now();
  await client.callTool({ name, arguments: args });
  return performance.now() - asked;
}

/** Run files that differ: a released model's answers, some of them moved. */
function writeRuns(count: number): string {
  const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-mcp-bench-runs-"));
  const models = loadReleasedModels().filter(({ complete }) => complete);
  for (let index = 0; index < count; index += 1) {
    const run = releasedRun(pick(models));
    const responses = run.responses.map(
      (response): Response => (random() < 0.05 ? { ...response, answer: { kind: "refusal" } } : response),
    );
    const file = {
      format: "value-portrait/run",
      version: RUN_FILE_VERSION,
      evalId: `eval-bench-${index}`,
      created: new Date(Date.UTC(2026, 9, 1, index)).toISOString(),
      promptfoo: "0.123.1",
      key: "released",
      models: [toRunFileModel({ subject: `model-${index}`, responses }, `openai:model-${index}`)],
    };
    writeFileSync(path.join(folder, `run-${String(index).padStart(3, "0")}.json`), JSON.stringify(file));
  }
  return folder;
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
 * Time that a process's threads have run on a processor, in ms, as Linux counts it: unlike the time on the clock
 * it hardly depends on what else the machine does.
 */
function processorMs(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const nanoseconds = threads.map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]),
  );
  return nanoseconds.reduce((sum, own) => sum + own, 0) / 1e6;
}

const out = (line: string) => process.stdout.write(`${line}\n`);
const MODEL = "gpt-4o-2024-05-13";
const OTHER = "claude-3-opus-20240229";

/** What a person may ask first. */
const FIRST: readonly Call[] = [
  ["search_value_items", { text: "work" }],
  ["get_value_items", { ids: ["1008"], ratings_of: [MODEL] }],
  ["list_value_profiles", {}],
  ["list_value_profiles", { rank_by: "Power" }],
  ["list_value_profiles", { rank_by: "Power", key: "weighted" }],
  ["get_value_profiles", { ids: [MODEL], family: "all" }],
  ["get_value_profiles", { ids: [MODEL], baseline: OTHER }],
  ["get_value_profiles", { ids: [MODEL], baseline: "human/raters", key: "weighted" }],
  ["explain_value_score", { profile: MODEL, dimension: "Power", against: OTHER }],
  ["get_value_codebook", { topic: "limits" }],
];

out(
  `load average ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} processors; ${server === SERVER ? "this build" : "the other build"}`,
);
out(`fresh processes, ${STARTS} for each: hello, then the first answer after it`);
for (const call of FIRST) {
  const [hellos, answers]: [number[], number[]] = [[], []];
  for (let round = 0; round < STARTS; round += 1) {
    const { client, firstReplyMs } = await start();
    hellos.push(firstReplyMs);
    answers.push(await timed(client, call));
    await client.close();
  }
  out(
    `  ${call[0]} ${JSON.stringify(call[1])}: hello ${ms(quantile(hellos, 0.5))}, answer median ${ms(quantile(answers, 0.5))}, slowest ${ms(quantile(answers, 1))}`,
  );
}

const folder = writeRuns(RUN_FILES);
{
  const { client } = await start([folder]);
  const first = await timed(client, ["list_value_profiles", { kind: "run" }]);
  const second = await timed(client, ["list_value_profiles", { kind: "run" }]);
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  const later = await timed(client, ["list_value_profiles", { kind: "run" }]);
  await client.close();
  out(`${RUN_FILES} run files: first list ${ms(first)}, second ${ms(second)}, after a pause ${ms(later)}`);
}

const { client, pid } = await start();
await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
const processor: number[] = [];
const latencies = new Map<string, number[]>();
const began = performance.now();
for (let count = 0; count < CALLS; count += 1) {
  const call = pick(KINDS)();
  const before = processorMs(pid);
  const taken = await timed(client, call);
  latencies.set(call[0], [...(latencies.get(call[0]) ?? []), taken]);
  processor.push(processorMs(pid) - before);
}
const seconds = (performance.now() - began) / 1000;
const all = [...latencies.values()].flat();
process.stdout.write(
  `${[
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
