import process from "node:process";
import { getHeapStatistics } from "node:v8";
import { Command, InvalidArgumentError, Option } from "commander";
import { loadItems, loadPromptTokens } from "../data.ts";
import { InputError } from "../input-error.ts";
import { SOURCES } from "../item.ts";
import { rowsThatFit, shouldSplit } from "../plan/capacity.ts";
import { askPrices, type PriceList } from "../plan/model-prices.ts";
import { countTokens, type Design, type ModelPlan, type PlannedTest, planCalls } from "../plan/plan-calls.ts";
import { generateTests } from "../provider-prompts/generate-tests.ts";
import { renderTables, TABLE_FORMATS, type TableFormat } from "../report/render-table.ts";
import type { Cell, Table } from "../report/table.ts";
import { testMetadataSchema } from "../test-metadata.ts";
import { VARIANTS } from "../variant.ts";
import type { CliContext } from "./context.ts";

type PlanOptions = {
  readonly providers: readonly string[];
  readonly items: "scored" | "all";
  readonly dimensions?: readonly string[];
  readonly topics?: readonly string[];
  readonly sources?: readonly string[];
  readonly sample?: number;
  readonly seed?: number;
  readonly variants?: readonly string[];
  readonly repeat: number;
  readonly personas: number;
  readonly personaTokens: number;
  readonly answerTokens: number;
  readonly format: TableFormat | "json";
};

/** `value-portrait plan`: what a run takes, before it is paid for. */
export function planCommand(context: CliContext): Command {
  return new Command("plan")
    .summary("calls, tokens, price and memory of a run, before it is paid for")
    .description(
      "Counts what an eval with these settings will ask: calls, prompt tokens (counted on the real texts), the price " +
        "where the promptfoo of this project knows it, and whether one promptfoo process can hold the rows. Asks no " +
        "model and needs no key, network or item text.",
    )
    .requiredOption("--providers <ids...>", "promptfoo's provider ids, as in the config")
    .addOption(
      new Option("--items <which>", "the 317 items behind any score, or all 520")
        .choices(["scored", "all"])
        .default("scored"),
    )
    .option("--dimensions <names...>", "only items of these dimensions")
    .option("--topics <topics...>", "only items whose query has one of these topic labels")
    .addOption(new Option("--sources <sources...>", "only items from these sources").choices(SOURCES))
    .option("--sample <n>", "a random sample of this many items", positive)
    .option("--seed <n>", "the seed of the sample", positive)
    .addOption(new Option("--variants <ids...>", "only these prompts").choices(VARIANTS))
    .option("--repeat <n>", "how often each prompt is asked", positive, 1)
    .option("--personas <n>", "how many personas each model takes", positive, 1)
    .option("--persona-tokens <n>", "tokens of a persona's system prompt", positive, 0)
    .option("--answer-tokens <n>", "the most tokens of an answer: 2048 for reasoning models", positive, 64)
    .addOption(
      new Option("-f, --format <format>", "how to print")
        .choices([...TABLE_FORMATS, "json"])
        .default("table"),
    )
    .addHelpText("after", `\nExamples:\n${EXAMPLES.map((line) => `  ${line}`).join("\n")}`)
    .action(async (options: PlanOptions) => context.stdout(await runPlan(options)));
}

const EXAMPLES = [
  "$ value-portrait plan --providers openai:gpt-4o-mini ollama:chat:llama3",
  "$ value-portrait plan --providers openai:gpt-4o-mini --sample 40 --variants v1 v1_reversed",
  "$ value-portrait plan --providers openai:gpt-5-mini --answer-tokens 2048 --format json",
];

function positive(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new InvalidArgumentError("Give a whole number from 1.");
}

type Plan = {
  readonly design: Design;
  readonly items: number;
  readonly variants: number;
  readonly models: readonly ModelPlan[];
  readonly prices: PriceList;
  readonly fitting: number;
};

async function runPlan(options: PlanOptions): Promise<string> {
  const tests = plannedTests(options);
  const design: Design = { ...options, tests };
  const itemIndex = new Map(loadItems().map(({ id }, index) => [id, index]));
  const prices = await askPrices(options.providers, process.cwd());
  const known = prices.kind === "asked" ? prices.prices : new Map();
  const testTokens = countTokens(tests, loadPromptTokens(), itemIndex);
  const plan: Plan = {
    design,
    items: new Set(tests.map(({ item }) => item)).size,
    variants: new Set(tests.map(({ variant }) => variant)).size,
    models: planCalls(options.providers, design, testTokens, known),
    prices,
    fitting: rowsThatFit(getHeapStatistics().heap_size_limit / 2 ** 20),
  };
  return options.format === "json" ? planJson(plan) : planText(plan, options.format);
}

/** The tests that the generator makes of the same settings. */
function plannedTests(options: PlanOptions): PlannedTest[] {
  const { items, dimensions, topics, sources, sample, seed, variants } = options;
  const narrowed = dimensions !== undefined || topics !== undefined || sources !== undefined;
  if (narrowed && items === "all") throw new InputError("give either --items all or filters of the items");
  const config = {
    items: narrowed ? defined({ dimensions, topics, sources }) : items,
    ...defined({ sample, seed, variants }),
  };
  try {
    return generateTests(config).map(({ metadata }) => testMetadataSchema.parse(metadata));
  } catch (error) {
    if (error instanceof RangeError) throw new InputError(error.message);
    throw error;
  }
}

function defined(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function planText({ design, items, variants, models, prices, fitting }: Plan, format: TableFormat): string {
  const rows = models.reduce((sum, { calls }) => sum + calls, 0);
  const columns = models.length * design.personas;
  const factors = [
    `${items} items`,
    `${variants} prompts`,
    ...(design.repeat > 1 ? [`${design.repeat} repeats`] : []),
    ...(design.personas > 1 ? [`${design.personas} personas`] : []),
    `${models.length} ${models.length === 1 ? "model" : "models"}`,
  ];
  const table: Table = {
    title: `${factors.join(" x ")} = ${rows.toLocaleString("en")} calls`,
    columns: [
      { header: "Model" },
      { header: "Calls", digits: 0 },
      { header: "Prompt tokens", digits: 0 },
      { header: "Prompts, $", digits: 2 },
      { header: "At most, $", digits: 2 },
    ],
    rows: models.map((model): Cell[] => [
      model.provider,
      model.calls,
      model.promptTokens,
      model.price?.prompts ?? "unknown",
      model.price?.atMost ?? "unknown",
    ]),
  };
  const text = renderTables([table], format);
  if (format === "csv") return text;
  const notes = [
    ...tokenNotes(design),
    priceNote(prices, models),
    ...rowNotes(rows, models[0]?.calls ?? 0, columns, fitting),
    ...errorNotes(),
  ];
  return `${text}\n${notes.map((note) => (format === "markdown" ? `- ${note}` : note)).join("\n")}\n`;
}

function tokenNotes({ personas, personaTokens }: Design): string[] {
  return [
    "Tokens: counted on the real prompts with o200k_base, OpenAI's tokenizer since GPT-4o; an estimate for other " +
      "vendors, and a few a call for the chat's framing come on top.",
    ...(personas > 1 && personaTokens === 0
      ? ["System prompts are not counted: say how long they are with --persona-tokens."]
      : []),
  ];
}

function priceNote(prices: PriceList, models: readonly ModelPlan[]): string {
  if (prices.kind === "unavailable") return `Price: unknown, because ${prices.reason}.`;
  const unknown = models.filter(({ price }) => price === undefined).length;
  const source = `Price: by the tables of promptfoo ${prices.promptfoo}; "at most" is with every answer at its longest.`;
  return unknown === 0 ? source : `${source} It knows none for ${unknown} of the ${models.length} models.`;
}

function rowNotes(rows: number, rowsOfModel: number, columns: number, fitting: number): string[] {
  const room = `Rows: ${rows.toLocaleString("en")} in one eval; a promptfoo process with this Node's memory holds about ${fitting.toLocaleString("en")}.`;
  if (!shouldSplit(rows, columns, fitting)) return [room];
  const why =
    rows > fitting
      ? "the rows do not fit into one"
      : `with ${columns} columns promptfoo's table takes long to open`;
  return [
    room,
    `Advice: make one eval for each model (promptfoo eval --filter-providers <name> -o <name>.jsonl) and score them together (value-portrait score *.jsonl), because ${why}.`,
    ...(rowsOfModel > fitting
      ? [
          `Even one model has ${rowsOfModel.toLocaleString("en")} rows: ask for fewer repeats or personas at a time.`,
        ]
      : []),
  ];
}

/** Here comes the standard error to expect of these items and prompts (the D study of src/scoring). */
function errorNotes(): string[] {
  return [];
}

function planJson({ design, items, variants, models, prices, fitting }: Plan): string {
  const rows = models.reduce((sum, { calls }) => sum + calls, 0);
  const file = {
    format: "value-portrait/plan",
    version: 1,
    items,
    variants,
    repeat: design.repeat,
    personas: design.personas,
    calls: rows,
    tokenizer: loadPromptTokens().encoding,
    prices: prices.kind === "asked" ? `promptfoo ${prices.promptfoo}` : null,
    rowsThatFit: fitting,
    oneEvalPerModel: shouldSplit(rows, models.length * design.personas, fitting),
    models: models.map(({ price, ...model }) => ({ ...model, price: price ?? null })),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
