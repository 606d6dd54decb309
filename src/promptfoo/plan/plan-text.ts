import { labelOf, VALUES } from "../../instrument/dimensions.ts";
import { jsonDocument } from "../../lib/json-document.ts";
import { countText, decimals } from "../../lib/number-text.ts";
import { TOKENS_NOTE } from "../../release/plan/planned-form.ts";
import { keptText, ONLY_WEIGHTED } from "../../release/short-form.ts";
import { type Data, longCsv } from "../../report/csv/data.ts";
import type { PrintFormat } from "../../report/printout.ts";
import { renderLines, renderTables } from "../../report/render-table.ts";
import type { Cell, Table } from "../../report/table.ts";
import type { PlannedScore, PlannedSe } from "../../scoring/reliability/reliability.ts";
import type { RunPlan } from "./plan-run.ts";

/** A plan as people or programs read it. */
export function planText(plan: RunPlan, format: PrintFormat): string {
  if (format === "json") return jsonDocument(planDocument(plan));
  if (format === "csv" || format === "csv-wide") return longCsv(callsData(plan));
  const text = renderTables([callsTable(plan)], format);
  const notes = [...tokenNotes(plan), priceNote(plan), ...rowNotes(plan), ...shortFormLines(plan)];
  const lines = renderLines(
    notes.map((note) => ({ lead: format === "markdown" ? "- " : "", text: note })),
    format,
  );
  return `${text}\n${lines}\n${renderTables([precisionTable(plan)], format)}`;
}

function planDocument({ design, prices, models, ...plan }: RunPlan) {
  return {
    format: "value-portrait/plan",
    version: 1,
    items: plan.items,
    variants: plan.variants,
    repeat: design.repeat,
    personas: design.personas,
    calls: plan.calls,
    tokenizer: plan.tokenizer,
    prices: prices.kind === "asked" ? `promptfoo ${prices.promptfoo}` : null,
    rowsThatFit: plan.fitting,
    oneEvalPerModel: plan.split,
    models: models.map(({ price, ...model }) => ({ ...model, price: price ?? null })),
    standardErrors: plan.precision,
    ...(plan.shortForm === undefined ? {} : { shortForm: plan.shortForm }),
  };
}

function callsTable({ design, items, variants, models, calls }: RunPlan): Table {
  const factors = [
    counted(items, "item"),
    counted(variants, "prompt"),
    ...(design.repeat > 1 ? [`${design.repeat} repeats`] : []),
    ...(design.personas > 1 ? [`${design.personas} personas`] : []),
    counted(models.length, "model"),
  ];
  return {
    title: `${factors.join(" x ")} = ${countText(calls)} calls`,
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
}

function callsData({ models }: RunPlan): Data {
  return {
    columns: ["provider", "calls", "prompt_tokens", "price_prompts", "price_at_most"],
    rows: models.map(({ provider, calls, promptTokens, price }) => ({
      provider,
      calls,
      prompt_tokens: promptTokens,
      price_prompts: price?.prompts,
      price_at_most: price?.atMost,
    })),
  };
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function tokenNotes({ design: { personas, personaTokens } }: RunPlan): string[] {
  return [
    TOKENS_NOTE,
    ...(personas > 1 && personaTokens === 0
      ? ["System prompts are not counted: say how long they are with --persona-tokens."]
      : []),
  ];
}

function priceNote({ prices, models }: RunPlan): string {
  if (prices.kind === "unavailable") return `Price: unknown, because ${prices.reason}.`;
  const unknown = models.filter(({ price }) => price === undefined).length;
  const source = `Price: by the tables of promptfoo ${prices.promptfoo}; "at most" is with every answer at its longest.`;
  return unknown === 0 ? source : `${source} It has none where "unknown" stands.`;
}

function rowNotes({ calls: rows, models, design, fitting, split }: RunPlan): string[] {
  const rowsOfModel = models[0]?.calls ?? 0;
  const room = `Rows: ${countText(rows)} in one eval; a promptfoo process with this Node's memory holds about ${countText(fitting)}.`;
  if (!split) return [room];
  const why =
    rows > fitting
      ? "the rows do not fit into one"
      : `with ${models.length * design.personas} columns promptfoo's table takes long to open`;
  return [
    room,
    `Advice: make one eval for each model (promptfoo eval --filter-providers <name> -o <name>.jsonl) and score them together (value-portrait score *.jsonl), because ${why}.`,
    ...(rowsOfModel > fitting
      ? [`Even one model has ${countText(rowsOfModel)} rows: ask for fewer repeats or personas at a time.`]
      : []),
  ];
}

/** What a short form costs in reliability, and that it is for one key. */
function shortFormLines({ shortForm, variants }: RunPlan): string[] {
  return shortForm === undefined ? [] : [`Short form: scores ${keptText(variants)}. ${ONLY_WEIGHTED}`];
}

/** What the scores of these items and prompts are worth, at the median of the released models. */
function precisionTable({ precision, shortForm }: RunPlan): Table {
  const planned = new Map(precision.map((score) => [score.dimension, score]));
  const scores = shortForm === undefined ? "the centred scores" : `scores under the key ${shortForm.key}`;
  const errors = (score: PlannedScore | undefined): Cell[] =>
    [score?.samePrompts, ...(shortForm === undefined ? [score?.newPrompts] : [])].map((error) =>
      score === undefined ? "no score" : errorText(error),
    );
  return {
    title: `Standard error to expect of ${scores}: median of the released models (quartiles)`,
    columns: [
      { header: "Value" },
      { header: "Items", digits: 0 },
      { header: "Queries", digits: 0 },
      { header: "Under these prompts" },
      ...(shortForm === undefined ? [{ header: "Over other prompts too" }] : []),
    ],
    rows: VALUES.map((value): Cell[] => {
      const score = planned.get(value);
      return [labelOf(value), score?.items ?? 0, score?.queries ?? 0, ...errors(score)];
    }),
  };
}

function errorText(error: PlannedSe | undefined): string {
  if (error === undefined) return "cannot be estimated";
  const [median, lower, upper] = [error.median, error.lower, error.upper].map((se) => decimals(se, 2));
  return `${median} (${lower} to ${upper})`;
}
