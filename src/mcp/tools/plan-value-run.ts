import { z } from "zod";
import { DIMENSIONS, type Dimension, parseDimension, VALUES } from "../../instrument/dimensions.ts";
import { SOURCES } from "../../instrument/item.ts";
import { type ItemFilter, parseTopic, topicsOf } from "../../instrument/select-items.ts";
import { VARIANTS } from "../../instrument/variant.ts";
import { nearest } from "../../lib/nearest.ts";
import { countText } from "../../lib/number-text.ts";
import { quoted } from "../../lib/quoted.ts";
import { type Design, planCalls } from "../../release/plan/plan-calls.ts";
import { type PlannedForm, plannedForm, TOKENS_NOTE } from "../../release/plan/planned-form.ts";
import { SAMPLE_SEED, selectTests } from "../../release/plan/select-tests.ts";
import { keptText, LEAST_KEPT, ONLY_WEIGHTED, SHORT_FORM_VARIANTS } from "../../release/short-form.ts";
import type { McpContext } from "../context.ts";
import { type ResultCell, type ResultTable, rounded, tableSchema } from "../page.ts";
import { oneOf, wholeNumber, wordList } from "../parameters.ts";
import { defineTool } from "../tool.ts";
import { nextCall, ToolError } from "../tool-error.ts";

/** More than anyone asks in one plan. */
const MOST = 1000;

const ITEMS = ["scored", "all", "short"] as const;

const price = () => z.coerce.number().min(0).max(10_000).optional();

const inputSchema = z
  .strictObject({
    items: oneOf(ITEMS).default("scored").describe("Default scored: 317; all 520; short form"),
    sample: wholeNumber(1, 520).optional().describe("So many of the items"),
    only: wordList(20).optional().describe("Items of dimensions, topics or sources"),
    prompts: wholeNumber(1, VARIANTS.length).optional().describe("1 to 6; default all"),
    repeat: wholeNumber(1, MOST).default(1).describe("Times each is asked"),
    models: wholeNumber(1, MOST).default(1).describe("How many"),
    personas: wholeNumber(1, MOST).default(1).describe("Per model, with none counted too"),
    persona_tokens: wholeNumber(0, 100_000).default(0).describe("Of a system prompt"),
    answer_tokens: wholeNumber(1, 100_000).default(64).describe("Most; reasoning models 2048"),
    prompt_price: price().describe("$ per million tokens"),
    answer_price: price().describe("$ per million tokens"),
  })
  .meta({ example: { models: 3, personas: 2, prompt_price: 0.15, answer_price: 0.6 } });
type Input = z.output<typeof inputSchema>;

export const planValueRun = defineTool({
  name: "plan_value_run",
  title: "Plan value run",
  description:
    "Say what a run takes before it is paid for: calls, tokens, price (from prices given), standard errors to expect, what " +
    "the short form loses, and commands.",
  inputSchema,
  outputSchema: z.object({
    design: z.string(),
    calls: z.int(),
    per_model: z.object({ calls: z.int(), prompt_tokens: z.int(), answer_tokens_at_most: z.int() }),
    price: z.string(),
    precision: tableSchema,
    short_form: z.string(),
    commands: z.array(z.string()),
    notes: z.array(z.string()),
  }),
  run(input, context) {
    const filter = input.only && filterOf(input.only, context);
    checkChoice(input);
    const { items, variants } = selectTests({
      items: filter ?? input.items,
      sample: input.sample,
      seed: SAMPLE_SEED,
      variants: input.prompts === undefined ? undefined : VARIANTS.slice(0, input.prompts),
    });
    if (items.length === 0)
      throw new ToolError(
        `no item fits all of ${(input.only ?? []).map(quoted).join(", ")}. ${nextCall("plan_value_run", { only: input.only?.slice(0, 1) })}`,
      );
    const tests = items.flatMap(({ id }) => variants.map((variant) => ({ item: id, variant })));
    const form = plannedForm(tests, input.items === "short");
    const design: Design = {
      tests,
      repeat: input.repeat,
      personas: input.personas,
      personaTokens: input.persona_tokens,
      answerTokens: input.answer_tokens,
    };
    const model = planModel(design, form, input);
    return {
      design: designText(form, input, model.calls * input.models),
      calls: model.calls * input.models,
      per_model: {
        calls: model.calls,
        prompt_tokens: model.promptTokens,
        answer_tokens_at_most: model.calls * input.answer_tokens,
      },
      price: priceText(model.price, input.models),
      precision: precisionTable(form),
      short_form: shortFormText(form),
      commands: commandsFor(input, filter),
      notes: [
        TOKENS_NOTE,
        ...(input.personas > 1 && input.persona_tokens === 0
          ? ["The system prompts' own tokens are not counted: give persona_tokens."]
          : []),
        "precision: standard errors of scores in rating points, median and quartiles of the released models; new_prompts: over other prompts too.",
      ],
    };
  },
});

/** What the CLI and the test generator refuse too. */
function checkChoice({ items, only, sample, prompt_price, answer_price }: Input): void {
  if (only !== undefined && items !== "scored")
    throw new ToolError(
      `give either items ${quoted(items)} or only. ${nextCall("plan_value_run", { only })}`,
    );
  if (items === "short" && sample !== undefined)
    throw new ToolError(
      `the short form is asked as a whole, because fewer items say too little. ${nextCall("plan_value_run", { items })}`,
    );
  if ((prompt_price === undefined) !== (answer_price === undefined))
    throw new ToolError(
      `give both prices, in dollars for a million tokens. ${nextCall("plan_value_run", { prompt_price: prompt_price ?? 0.15, answer_price: answer_price ?? 0.6 })}`,
    );
}

/** Dimensions, sources and topics by name, each narrowing the others. */
function filterOf(names: readonly string[], context: McpContext): ItemFilter {
  const dimensions: Dimension[] = [];
  const [sources, topics]: [(typeof SOURCES)[number][], string[]] = [[], []];
  const labels = topicsOf(context.items());
  for (const name of names) {
    const dimension = parseDimension(name);
    const topic = parseTopic(name, labels);
    const source = SOURCES.find((one) => one === name.trim().toLowerCase().replaceAll(/[ -]/g, "_"));
    if (dimension !== undefined) dimensions.push(dimension);
    else if (source !== undefined) sources.push(source);
    else if (topic !== undefined) topics.push(topic);
    else {
      const near = nearest(name, [...DIMENSIONS, ...labels, ...SOURCES]);
      throw new ToolError(
        `no dimension, topic or source ${quoted(name)}; nearest: ${near.join("; ")}. ${nextCall("plan_value_run", { only: near.slice(0, 1) })}`,
      );
    }
  }
  return {
    ...(dimensions.length > 0 ? { dimensions } : {}),
    ...(topics.length > 0 ? { topics } : {}),
    ...(sources.length > 0 ? { sources } : {}),
  };
}

function planModel(design: Design, form: PlannedForm, { prompt_price, answer_price }: Input) {
  const known =
    prompt_price === undefined || answer_price === undefined
      ? []
      : [["model", { prompt: prompt_price / 1e6, answer: answer_price / 1e6 }] as const];
  const [model] = planCalls(["model"], design, form.tokens, new Map(known));
  if (model === undefined) throw new Error("a plan of one model is one plan");
  return model;
}

function designText({ items, variants }: PlannedForm, input: Input, calls: number): string {
  const factors = [
    `${items} items`,
    `${variants} ${variants === 1 ? "prompt" : "prompts"}`,
    ...(input.repeat > 1 ? [`${input.repeat} repeats`] : []),
    ...(input.personas > 1 ? [`${input.personas} personas`] : []),
    `${input.models} ${input.models === 1 ? "model" : "models"}`,
  ];
  return `${factors.join(" x ")} = ${countText(calls)} calls`;
}

function priceText(price: { readonly prompts: number; readonly atMost: number } | undefined, models: number) {
  if (price === undefined)
    return "Unknown: give prompt_price and answer_price; `value-portrait plan` knows those in promptfoo's tables.";
  const dollars = (value: number) =>
    value > 0 && value * models < 0.01 ? "less than $0.01" : `$${(value * models).toFixed(2)}`;
  return `${dollars(price.prompts)} for the prompts, ${dollars(price.atMost)} at most, with every answer at its longest (all models together).`;
}

function precisionTable({ precision, shortForm }: PlannedForm): ResultTable {
  const scores = new Map(precision.map((score) => [score.dimension, score]));
  const isShort = shortForm !== undefined;
  return {
    columns: ["value", "items", "queries", "se", "se_from", "se_to", ...(isShort ? [] : ["new_prompts"])],
    rows: VALUES.map((value): ResultCell[] => {
      const score = scores.get(value);
      const { samePrompts, newPrompts } = score ?? {};
      const cells = [
        samePrompts?.median,
        samePrompts?.lower,
        samePrompts?.upper,
        ...(isShort ? [] : [newPrompts?.median]),
      ];
      return [
        value,
        score?.items ?? 0,
        score?.queries ?? 0,
        ...cells.map((se) => (se === undefined ? "" : rounded(se, 2))),
      ];
    }),
  };
}

function shortFormText({ shortForm, variants }: PlannedForm): string {
  if (shortForm !== undefined)
    return `Scores ${keptText(variants)}; ${LEAST_KEPT}. ${ONLY_WEIGHTED} Its standard errors are on its own scale.`;
  return `items "short" would ask 200 items under ${SHORT_FORM_VARIANTS.length} prompts: scores ${keptText(SHORT_FORM_VARIANTS.length)}, for the key weighted only; ${LEAST_KEPT}.`;
}

/** What a person types; names of providers are theirs. */
function commandsFor(input: Input, filter: ItemFilter | undefined): string[] {
  const { items, sample, prompts, repeat, personas, persona_tokens, answer_tokens } = input;
  const variants = prompts === undefined ? undefined : VARIANTS.slice(0, prompts);
  const config = {
    ...(filter !== undefined ? { items: filter } : items === "scored" ? {} : { items }),
    ...(variants === undefined ? {} : { variants }),
  };
  const changes = [
    ...(Object.keys(config).length === 0 ? [] : [`the tests' config ${JSON.stringify(config)}`]),
    ...(personas > 1 ? [`${personas} personas, of which { id: "none" } is without a system prompt`] : []),
    ...(answer_tokens === 64 ? [] : [`answers of at most ${answer_tokens} tokens`]),
  ];
  const sampled = sample === undefined ? "" : ` --sample ${sample}`;
  const planned = [
    ...(items === "scored" ? [] : [`--items ${items}`]),
    ...Object.entries(filter ?? {}).map(([name, values]) => `--${name} ${listText(values)}`),
    ...(variants === undefined ? [] : [`--variants ${variants.join(" ")}`]),
    ...Object.entries({ repeat, personas }).flatMap(([name, n]) => (n > 1 ? [`--${name} ${n}`] : [])),
    ...(persona_tokens > 0 ? [`--persona-tokens ${persona_tokens}`] : []),
    ...(answer_tokens === 64 ? [] : [`--answer-tokens ${answer_tokens}`]),
  ];
  return [
    `npx value-portrait plan --providers <ids>${sampled}${planned.map((option) => ` ${option}`).join("")}`,
    `npx value-portrait init --providers <ids>${sampled}${changes.length === 0 ? "" : ` # then set in the file: ${changes.join("; ")}`}`,
    `npx promptfoo eval${repeat > 1 ? ` --repeat ${repeat}` : ""} -o results.jsonl`,
    `npx value-portrait score results.jsonl${items === "short" ? " --key weighted" : ""}`,
  ];
}

function listText(values: unknown): string {
  return Array.isArray(values)
    ? values.map((value) => (/\s/.test(String(value)) ? `"${value}"` : String(value))).join(" ")
    : "";
}
