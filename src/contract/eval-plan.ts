import { max, sum } from "simple-statistics";
import { z } from "zod";
import { VARIANTS } from "../instrument/variant.ts";
import { countBy } from "../lib/group-by.ts";
import { onceFor } from "../lib/memo.ts";
import { INSTRUMENT } from "./test-metadata.ts";

/** Which item is asked under which variant, as `1008/1 v1`. */
export type Cell = string;

/** What an eval is to ask of each model. */
export type EvalPlan = {
  /** In the order of the tests; a cell that is asked several times is there several times. */
  readonly cells: readonly Cell[];
  /** Those of scenarios, each as often as its scenario has settings; absent when there are none. */
  readonly scenarios?: readonly Cell[] | undefined;
  /** Tests that are not ours. */
  readonly others: number;
  /** Whether the cells were cut out by --filter-range, which promptfoo alone applies again when it resumes. */
  readonly ranged: boolean;
  /** Labels of prompt functions that are not ours: promptfoo loses them when it resumes. */
  readonly functions: readonly string[];
};

/** Names our prompt function in the text of a prompt, and is the function's name, so that its source has it too. */
export const PROMPT_MARK = "valuePortraitPrompt";

const EXPLANATION = `${PROMPT_MARK} makes the prompt of the instrument for the item and variant of each row.`;
const PLAN_MARK = "The plan of this eval, by which it is resumed and checked:";

const restSchema = z.object({
  others: z.int(),
  ranged: z.boolean(),
  functions: z.array(z.string()),
  scenarios: z.string().transform(readCells).optional(),
});

/**
 * The plan as the text of our prompt, because that is what promptfoo keeps of a column and hands back when it
 * resumes. Variants are digits in the order of `VARIANTS`.
 * @example
 * planText({ cells: ["1008/1 v1", "1008/1 v1_reversed"], others: 0, ranged: false, functions: [] });
 * // => "valuePortraitPrompt makes …\nThe plan …: {…} 1008/1:01"
 */
export function planText({ cells, scenarios, ...rest }: EvalPlan): string {
  const settings = { ...rest, ...(scenarios === undefined ? {} : { scenarios: cellsText(scenarios) }) };
  return `${EXPLANATION}\n${PLAN_MARK} ${JSON.stringify(settings)} ${cellsText(cells)}`;
}

function cellsText(cells: readonly Cell[]): string {
  const groups: { readonly item: string; variants: string }[] = [];
  for (const cell of cells) {
    const [item = "", variant = ""] = cell.split(" ");
    const digit = (VARIANTS as readonly string[]).indexOf(variant);
    const last = groups.at(-1);
    if (last?.item === item) last.variants += digit;
    else groups.push({ item, variants: String(digit) });
  }
  return groups.map(({ item, variants }) => `${item}:${variants}`).join(" ");
}

/** The inverse of `planText`; undefined when the text holds no plan, or one that cannot be read. */
export function readPlan(text: string): EvalPlan | undefined {
  const match = text.split(PLAN_MARK)[1]?.match(/^ (\{.*\}) ([\d/: ]*)$/s);
  const [, rest, list] = match ?? [];
  if (rest === undefined || list === undefined) return undefined;
  return { cells: readCells(list), ...restSchema.parse(JSON.parse(rest)) };
}

function readCells(text: string): Cell[] {
  return text
    .split(" ")
    .filter(Boolean)
    .flatMap((group) => {
      const [item = "", variants = ""] = group.split(":");
      return [...variants].map((digit) => `${item} ${VARIANTS[Number(digit)]}`);
    });
}

const markedSchema = z.object({ instrument: z.literal(INSTRUMENT), item: z.string(), variant: z.string() });

/** The cell that a test or a row with this metadata asks; undefined when it is not ours. */
export function cellOf(metadata: unknown): Cell | undefined {
  const marked = markedSchema.safeParse(metadata);
  return marked.success ? `${marked.data.item} ${marked.data.variant}` : undefined;
}

/** The plan that a row is one of. */
export type RowPlan = {
  readonly id: string;
  /** Items under prompts. */
  readonly cells: number;
  /** How many items, where each is asked under all prompts of the plan. */
  readonly items?: number | undefined;
  /** How often each is asked; where nobody knows, as often as the one most asked. */
  readonly repeats?: number | undefined;
};

/** An answer that is there, as far as its plan is concerned. */
export type PlannedRow = {
  readonly cell: Cell;
  readonly repeat: number;
  readonly plan: RowPlan | undefined;
};

/**
 * How many answers a run was to have, by the plans that its rows carry; undefined when none carries one. Rows without
 * a plan belong to the only one, because an older version may have asked a part of it.
 * @param elsewhere how many cells of a plan were left to other conditions
 * @example
 * plannedCount([{ cell: "1008/1 v1", repeat: 0, plan: { id: "a", cells: 6 } }]); // => 6
 */
export function plannedCount(
  rows: readonly PlannedRow[],
  elsewhere: (plan: RowPlan) => number = () => 0,
): number | undefined {
  const plans = new Map(rows.flatMap(({ plan }) => (plan === undefined ? [] : [[plan.id, plan] as const])));
  if (plans.size === 0) return undefined;
  const [only] = plans.size === 1 ? plans.values() : [];
  const missing = [...plans.values()].map((plan) => {
    const own = rows.filter((row) => (row.plan ?? only)?.id === plan.id);
    const asked = new Set(own.map(({ cell, repeat }) => `${cell} ${repeat}`)).size;
    const repeats = plan.repeats ?? mostRepeats(own);
    return Math.max(0, (cellsWith(own, plan) - elsewhere(plan)) * repeats - asked);
  });
  const there = new Set(rows.map(({ cell, repeat }) => `${cell} ${repeat}`)).size;
  return there + sum(missing);
}

/**
 * The cells of a plan. An item that it does not have cannot fill the gap of one that it has: with more items than it
 * planned, each counts as planned under all of its prompts.
 */
function cellsWith(rows: readonly PlannedRow[], { cells, items }: RowPlan): number {
  if (items === undefined) return cells;
  const asked = new Set(rows.map(({ cell }) => cell.split(" ")[0])).size;
  return Math.max(items, asked) * (cells / items);
}

function mostRepeats(rows: readonly PlannedRow[]): number {
  const asked = new Map(rows.map(({ cell, repeat }) => [`${cell} ${repeat}`, cell]));
  return [...countBy(asked.values()).values()].reduce((most, times) => Math.max(most, times), 1);
}

/**
 * How many cells of a plan the other conditions than one were to ask: none where each condition was to ask all, and
 * those that they did ask where no cell was asked under two of them, so that the conditions share the plan.
 * @param conditions the rows of each condition of one model
 */
export function askedElsewhere(
  conditions: readonly (readonly PlannedRow[])[],
): (condition: number) => (plan: RowPlan) => number {
  const cellsOf = onceFor((id: string) =>
    conditions.map((rows) => new Set(rows.flatMap(({ cell, plan }) => (plan?.id === id ? [cell] : [])))),
  );
  const askedOf = onceFor((id: string) => {
    const all = sum(cellsOf(id).map(({ size }) => size));
    return { all, isShared: new Set(cellsOf(id).flatMap((cells) => [...cells])).size === all };
  });
  return (condition) =>
    ({ id }) => {
      const { all, isShared } = askedOf(id);
      return isShared ? all - (cellsOf(id)[condition]?.size ?? 0) : 0;
    };
}

/** A stored row of one column, as far as a plan is concerned. */
export type StoredRow = { readonly cell: Cell; readonly testIdx: number };

/**
 * The planned answers of one column that are not among its rows, each as often as it is missing. Rows that answer
 * the same test twice count once. Where tests were repeated, each cell is planned as often as the one most asked.
 * @example
 * missingRows(["1008/1 v1", "1008/1 v2"], [{ cell: "1008/1 v1", testIdx: 0 }]); // => ["1008/1 v2"]
 */
export function missingRows(planned: readonly Cell[], stored: readonly StoredRow[]): Cell[] {
  const plannedTimes = countBy(planned);
  const tests = new Map([...stored].map((row) => [`${row.cell} ${row.testIdx}`, row.cell]));
  const storedTimes = countBy(tests.values());
  const repeats = max([
    1,
    ...[...plannedTimes].map(([cell, times]) => Math.ceil((storedTimes.get(cell) ?? 0) / times)),
  ]);
  return [...plannedTimes].flatMap(([cell, times]) =>
    Array.from({ length: Math.max(0, times * repeats - (storedTimes.get(cell) ?? 0)) }, () => cell),
  );
}
