import type { PlannedRow } from "../contract/eval-plan.ts";
import { getOrAdd, groupBy } from "../lib/group-by.ts";
import { MAX_REPEATS, type Response } from "../runs/answer.ts";
import type { Found } from "./found-answer.ts";

/** What was found for each item and variant. */
export function cellsOf(found: readonly Found[]): Found[][] {
  const cells = new Map<string, Found[]>();
  for (const one of found) getOrAdd(cells, `${one.item} ${one.variant}`, (): Found[] => []).push(one);
  return [...cells.values()];
}

/** What is there more than once. */
export type Counts = {
  /** Rows that give a second answer for one item, variant, repeat and subject. */
  readonly duplicates: number;
  /** Duplicates whose answer differs from the one that is kept. */
  readonly contradictions: number;
  /** Answers to items and variants that were asked repeatedly. */
  readonly repeated: number;
  /** Repeated answers that promptfoo's cache gave in place of the model. */
  readonly cachedRepeats: number;
};

export type Settled = Counts & {
  readonly responses: readonly Response[];
  readonly rows: readonly PlannedRow[];
};

/** Numbers the repeats of one item and variant and counts what is there twice. */
export function settle(cell: readonly Found[]): Settled {
  const repeats = repeatsOf(cell).map(([repeat, rows]) => ({ repeat, rows, kept: firstUsable(rows) }));
  return {
    responses: repeats.map(({ repeat, kept: { item, variant, answer } }) => ({
      item,
      variant,
      repeat,
      answer,
    })),
    rows: repeats.flatMap(({ repeat, rows }) =>
      rows.map(({ item, variant, plan }) => ({ cell: `${item} ${variant}`, repeat, plan })),
    ),
    duplicates: cell.length - repeats.length,
    contradictions: repeats.flatMap(({ rows, kept }) =>
      rows.filter(({ answer }) => answer !== kept.answer && answer.kind !== "error"),
    ).length,
    repeated: repeats.length > 1 ? repeats.length : 0,
    cachedRepeats: repeats.length > 1 ? repeats.filter(({ kept }) => kept.cached).length : 0,
  };
}

/** The rows of each repeat, by its number; other outputs of the eval add to the same repeats. */
function repeatsOf(cell: readonly Found[]): [number, Found[]][] {
  const repeats = new Map<number, Found[]>();
  for (const ofSource of groupBy(cell, ({ source }) => source.place).values()) {
    const numberOf = numbering(ofSource);
    for (const one of ofSource) getOrAdd(repeats, numberOf(one), (): Found[] => []).push(one);
  }
  return [...repeats].sort(([a], [b]) => a - b);
}

/**
 * The number of a row's repetition. promptfoo gives the repeats of a test consecutive places, so that one noted
 * number tells the others; without any, the rows of an eval are numbered by their places.
 */
function numbering(rows: readonly Found[]): (row: Found) => number {
  const noted = rows.find(({ repeat }) => repeat !== undefined);
  if (noted?.repeat !== undefined) {
    const first = noted.testIdx - noted.repeat;
    return ({ repeat, testIdx }) => repeat ?? Math.min(MAX_REPEATS - 1, Math.max(0, testIdx - first));
  }
  const places = [...new Set(rows.map(({ testIdx }) => testIdx))].sort((a, b) => a - b);
  return ({ testIdx }) => places.indexOf(testIdx);
}

function firstUsable(rows: readonly Found[]): Found {
  const [first] = rows as [Found]; // a repeat has at least the row that made it
  return rows.find(({ answer }) => answer.kind !== "error") ?? first;
}
