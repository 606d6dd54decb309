/**
 * What questions of users cost: fifteen, each with the calls that answer it, put to a built server over stdio. Prints a
 * table: how many calls, how many tokens (o200k) calls and answers have together, and whether there was an answer: no call
 * was refused, and the last answer holds what the question is about. Where a build refuses, it is asked in the other way
 * that there is, and both ways count, as they would for an assistant.
 * Run: npm run build && npx tsx scripts/bench/mcp-questions.ts [dist/mcp/main.js of other builds, before this one]
 */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import type { Rating } from "../../src/instrument/scale.ts";
import { seededRandom } from "../../src/lib/random.ts";
import { findReleased } from "../../src/release/find-released.ts";
import { releasedRun } from "../../src/release/released-run.ts";
import type { Response } from "../../src/runs/answer.ts";
import { toRunFileModel } from "../../src/runs/run-file.ts";
import { SERVER, SERVER_NODE } from "../../test/fixtures/built-server.ts";
import { type AnyClient, connectClient } from "../../test/fixtures/mcp-clients.ts";
import { withoutTexts } from "../../test/fixtures/mcp-context.ts";
import { runFileOf } from "../../test/fixtures/run-file.ts";

type Call = readonly [tool: string, args: Readonly<Record<string, unknown>>];
type Question = {
  readonly asks: string;
  readonly calls: readonly Call[];
  readonly holds: RegExp;
  readonly otherwise?: readonly Call[];
};

const [GPT, CLAUDE] = ["gpt-4o-2024-05-13", "claude-3-opus-20240229"];
const [PLAIN, NURSE] = ["run/eval-day-03~gpt", "gpt · nurse"];

const QUESTIONS: readonly Question[] = [
  {
    asks: "Which model is the most benevolent?",
    calls: [["list_value_profiles", { kind: "model", rank_by: "Benevolence", limit: 5 }]],
    holds: /1-\d+ of/,
  },
  {
    asks: "Does Claude 3 Opus differ from GPT-4o?",
    calls: [["get_value_profiles", { ids: [CLAUDE], baseline: GPT }]],
    holds: /headline/,
  },
  {
    asks: "Is my last run usable?",
    calls: [["get_value_profiles", { ids: ["last run"] }]],
    holds: /"verdict":"(interpretable|with_caution|do_not_interpret)"/,
    otherwise: [
      ["list_value_profiles", { kind: "run" }],
      ["get_value_profiles", { ids: ["run/eval-day-04~gpt"] }],
    ],
  },
  {
    asks: "Did my model drift since the baseline?",
    calls: [["check_value_drift", { run: "last run", baseline: "run/eval-day-01~gpt" }]],
    holds: /"outcome"|"headline"/,
    otherwise: [["get_value_profiles", { ids: ["run/eval-day-04~gpt"], baseline: "run/eval-day-01~gpt" }]],
  },
  {
    asks: "What would 3 models with 2 personas cost?",
    calls: [["plan_value_run", { models: 3, personas: 2, prompt_price: 0.15, answer_price: 0.6 }]],
    holds: /\$\d/,
  },
  {
    asks: "Which items measure Power?",
    calls: [["search_value_items", { dimension: "Power" }]],
    holds: /true/,
  },
  {
    asks: "Why is its Security score high?",
    calls: [["explain_value_score", { profile: CLAUDE, dimension: "Security" }]],
    holds: /raising/,
  },
  {
    asks: "How do OpenAI's models on average compare with Anthropic's?",
    calls: [["get_value_profiles", { ids: ["average/openai"], baseline: "average/anthropic" }]],
    holds: /differences/,
  },
  {
    asks: "What about an open-weight model, Qwen2.5-7B?",
    calls: [["get_value_profiles", { ids: ["Qwen2.5-7B"] }]],
    holds: /Power/,
  },
  {
    asks: "Does our nurse persona change values?",
    calls: [
      ["list_value_profiles", { text: "nurse" }],
      ["get_value_profiles", { ids: [NURSE], baseline: PLAIN }],
    ],
    holds: /headline/,
  },
  {
    asks: "What does a validity stop mean?",
    calls: [["get_value_codebook", { topic: "validity" }]],
    holds: /do_not_interpret/,
  },
  {
    asks: "Which items are about money?",
    calls: [["search_value_items", { text: "money" }]],
    holds: /\d{4}\/\d/,
  },
  {
    asks: "How do people rate item 1008/1?",
    calls: [["get_value_items", { ids: ["1008/1"] }]],
    holds: /"raters"/,
  },
  {
    asks: "Is a difference of 0.3 large?",
    calls: [["get_value_codebook", { topic: "scoring" }]],
    holds: /0\.3 points/,
  },
  {
    asks: "What is the short form worth?",
    calls: [["plan_value_run", { items: "short" }]],
    holds: /reliability/,
  },
];

/** A week of runs of one model, on one day also under a persona, and later more like another model. */
function writeRuns(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-mcp-questions-"));
  const days: readonly (readonly [day: number, model: string, subjects: readonly string[]])[] = [
    [1, GPT, ["gpt"]],
    [2, GPT, ["gpt"]],
    [3, GPT, ["gpt", NURSE]],
    [4, "gpt-4o-2024-11-20", ["gpt"]],
  ];
  for (const [day, model, subjects] of days) {
    const models = subjects.map((subject, index) =>
      toRunFileModel({ subject, responses: again(index === 0 ? model : CLAUDE, day) }, "openai:gpt"),
    );
    const [evalId, created] = [`eval-day-0${day}`, `2026-11-0${day}T03:00:00.000Z`];
    writeFileSync(
      path.join(folder, `${evalId}.json`),
      JSON.stringify(runFileOf(model, { evalId, created, models })),
    );
  }
  return folder;
}

/** A model's answers on a day: a fifth of them a step from those released. */
function again(model: string, day: number): Response[] {
  const random = seededRandom(day);
  return releasedRun(findReleased(model)).responses.map((one) => {
    if (one.answer.kind !== "rating" || random() >= 0.2) return one;
    const step = one.answer.rating === 6 || (one.answer.rating > 1 && random() < 0.5) ? -1 : 1;
    // Within 1 to 6, by the line above.
    return { ...one, answer: { kind: "rating", rating: (one.answer.rating + step) as Rating } };
  });
}

type Cost = { readonly calls: number; readonly tokens: number; readonly isAnswered: boolean };

async function ask(client: AnyClient, { calls, holds, otherwise }: Question): Promise<Cost> {
  const first = await askBy(client, calls, holds);
  if (first.isAnswered || otherwise === undefined) return first;
  const second = await askBy(client, otherwise, holds);
  return { ...second, calls: first.calls + second.calls, tokens: first.tokens + second.tokens };
}

async function askBy(client: AnyClient, calls: readonly Call[], holds: RegExp): Promise<Cost> {
  let [tokens, isAnswered, last] = [0, true, ""];
  for (const [name, args] of calls) {
    last = await textOf(client, name, args).catch((error: unknown) => `${REFUSED}${error}`);
    isAnswered &&= !last.startsWith(REFUSED);
    tokens += countTokens(JSON.stringify({ name, arguments: args })) + countTokens(last);
  }
  return { calls: calls.length, tokens, isAnswered: isAnswered && holds.test(last) };
}

const REFUSED = "refused: ";

async function textOf(client: AnyClient, name: string, args: Readonly<Record<string, unknown>>) {
  const { isError, content } = await client.callTool({ name, arguments: { ...args } });
  const text = content.map((part) => (part.type === "text" ? part.text : "")).join("");
  return isError === true ? `${REFUSED}${text}` : text;
}

/** The cells of one build. */
async function column(server: string): Promise<string[]> {
  const transport = new StdioClientTransport({
    command: SERVER_NODE,
    args: [server, "--runs", folder],
    env: withoutTexts(),
    stderr: "ignore",
  });
  const client = await connectClient("2025-11-25", transport);
  const { tools } = await client.listTools();
  const costs: Cost[] = [];
  for (const question of QUESTIONS) costs.push(await ask(client, question));
  await client.close();
  const answered = costs.filter(({ isAnswered }) => isAnswered).length;
  const number = (value: number) => value.toLocaleString("en");
  return [
    ...costs.map((one) => `${one.calls} | ${number(one.tokens)} | ${one.isAnswered ? "yes" : "**no**"}`),
    `${tools.length} tools | ${number(countTokens(JSON.stringify({ tools })))} | ${answered} of ${costs.length}`,
  ];
}

const folder = writeRuns();
const columns: string[][] = [];
for (const server of [...process.argv.slice(2), SERVER]) columns.push(await column(server));
const heads = columns.map((_, index) => {
  const which = index < columns.length - 1 ? ", before" : "";
  return `Calls${which} | Tokens${which} | Answered${which}`;
});
const rows = [...QUESTIONS.map(({ asks }) => asks), "The list of tools; all questions"];
process.stdout.write(
  `${[
    `| Question | ${heads.join(" | ")} |`,
    `| --- |${" ---: | ---: | --- |".repeat(columns.length)}`,
    ...rows.map((row, index) => `| ${[row, ...columns.map((cells) => cells[index])].join(" | ")} |`),
  ].join("\n")}\n`,
);
