import process from "node:process";
import { getHeapStatistics } from "node:v8";
import { Command, Option } from "commander";
import { testMetadataSchema } from "../contract/test-metadata.ts";
import { labelOf, VALUES } from "../instrument/dimensions.ts";
import { SOURCES } from "../instrument/item.ts";
import { VARIANTS } from "../instrument/variant.ts";
import { InputError } from "../lib/input-error.ts";
import { jsonDocument } from "../lib/json-document.ts";
import { rowsThatFit, shouldSplit } from "../promptfoo/plan/capacity.ts";
import { askPrices, type PriceList } from "../promptfoo/plan/model-prices.ts";
import {
  countTokens,
  type Design,
  type ModelPlan,
  type PlannedTest,
  planCalls,
} from "../promptfoo/plan/plan-calls.ts";
import { generateTests } from "../provider-prompts/generate-tests.ts";
import { loadItems, loadKey, loadPromptTokens, loadPublishedModels } from "../release/data.ts";
import { publishedRun } from "../release/released-run.ts";
import { renderTables, type TableFormat } from "../report/render-table.ts";
import type { Cell, Table } from "../report/table.ts";
import { planReliability, studyModels } from "../scoring/reliability/plan-reliability.ts";
import type { PlannedScore, PlannedSe } from "../scoring/reliability/reliability.ts";
import type { CliContext } from "./context.ts";
import { examples, formatOption, wholeNumber } from "./options.ts";

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
    .option("--sample <n>", "a random sample of this many items", wholeNumber(1))
    .option("--seed <n>", "the seed of the sample", wholeNumber(0))
    .addOption(new Option("--variants <ids...>", "only these prompts").choices(VARIANTS))
    .option("--repeat <n>", "how often each prompt is asked", wholeNumber(1), 1)
    .option("--personas <n>", "how many personas each model takes", wholeNumber(1), 1)
    .option("--persona-tokens <n>", "tokens of a persona's system prompt", wholeNumber(0), 0)
    .option(
      "--answer-tokens <n>",
      "the most tokens of an answer: 2048 for reasoning models",
      wholeNumber(1),
      64,
    )
    .addOption(formatOption())
    .addHelpText(
      "after",
      examples(
        "value-portrait plan --providers openai:gpt-4o-mini ollama:chat:llama3",
        "value-portrait plan --providers openai:gpt-4o-mini --sample 40 --variants v1 v1_reversed",
        "value-portrait plan --providers openai:gpt-5-mini --answer-tokens 2048 --format json",
      ),
    )
    .action(async (options: PlanOptions) => context.stdout(await runPlan(options)));
}

type Plan = {
  readonly design: Design;
  readonly items: number;
  readonly variants: number;
  readonly models: readonly ModelPlan[];
  readonly prices: PriceList;
  readonly fitting: number;
  readonly precision: readonly PlannedScore[];
};

async function runPlan(options: PlanOptions): Promise<string> {
  const tests = plannedTests(options);
  const design: Design = { ...options, tests };
  const itemIndex = new Map(loadItems().map(({ id }, index) => [id, index]));
  const prices = await askPrices(options.providers, process.cwd());
  const known = prices.kind === "asked" ? prices.prices : new Map();
  const testTokens = countTokens(tests, loadPromptTokens(), itemIndex);
  const items = new Set(tests.map(({ item }) => item));
  const variants = new Set(tests.map(({ variant }) => variant)).size;
  const plan: Plan = {
    design,
    items: items.size,
    variants,
    models: planCalls(options.providers, design, testTokens, known),
    prices,
    fitting: rowsThatFit(getHeapStatistics().heap_size_limit / 2 ** 20),
    precision: expectedPrecision(items, variants),
  };
  return options.format === "json" ? planJson(plan) : planText(plan, options.format);
}

/** The standard errors to expect, by a D study over the released models. */
function expectedPrecision(items: ReadonlySet<string>, variants: number): PlannedScore[] {
  const key = loadKey("released");
  const released = loadPublishedModels().filter(({ complete }) => complete);
  const runs = released.map((model) => publishedRun(model, loadItems()));
  return planReliability(studyModels(runs, key), key, { items, variants });
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

function planText(
  { design, items, variants, models, prices, fitting, precision }: Plan,
  format: TableFormat,
): string {
  const rows = models.reduce((sum, { calls }) => sum + calls, 0);
  const columns = models.length * design.personas;
  const factors = [
    counted(items, "item"),
    counted(variants, "prompt"),
    ...(design.repeat > 1 ? [`${design.repeat} repeats`] : []),
    ...(design.personas > 1 ? [`${design.personas} personas`] : []),
    counted(models.length, "model"),
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
  ];
  const lines = notes.map((note) => (format === "markdown" ? `- ${note}` : note)).join("\n");
  return `${text}\n${lines}\n\n${renderTables([precisionTable(precision)], format)}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
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
  return unknown === 0 ? source : `${source} It has none where "unknown" stands.`;
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

/** What the scores of these items and prompts are worth, at the median of the released models. */
function precisionTable(precision: readonly PlannedScore[]): Table {
  const planned = new Map(precision.map((score) => [score.dimension, score]));
  return {
    title: "Standard error to expect of the centred scores: median of the released models (quartiles)",
    columns: [
      { header: "Value" },
      { header: "Items", digits: 0 },
      { header: "Queries", digits: 0 },
      { header: "Under these prompts" },
      { header: "Over other prompts too" },
    ],
    rows: VALUES.map((value): Cell[] => {
      const score = planned.get(value);
      return [
        labelOf(value),
        score?.items ?? 0,
        score?.queries ?? 0,
        score === undefined ? "no score" : errorText(score.samePrompts),
        score === undefined ? "no score" : errorText(score.newPrompts),
      ];
    }),
  };
}

function errorText(error: PlannedSe | undefined): string {
  if (error === undefined) return "cannot be estimated";
  const [median, lower, upper] = [error.median, error.lower, error.upper].map((se) => se.toFixed(2));
  return `${median} (${lower} to ${upper})`;
}

function planJson({ design, items, variants, models, prices, fitting, precision }: Plan): string {
  const rows = models.reduce((sum, { calls }) => sum + calls, 0);
  return jsonDocument({
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
    standardErrors: precision,
  });
}
