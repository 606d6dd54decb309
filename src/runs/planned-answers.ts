import type { ItemId } from "../instrument/item.ts";
import type { Variant } from "../instrument/variant.ts";
import { getOrAdd } from "../lib/group-by.ts";
import type { Run } from "./answer.ts";

/**
 * How many of the planned answers are missing, in words.
 * @example
 * missingText({ planned: 1902, total: 951 }); // => "951 of 1902 planned answers are missing"
 */
export function missingText({
  planned,
  total,
}: {
  readonly planned: number;
  readonly total: number;
}): string {
  return `${planned - total} of ${planned} planned answers are missing`;
}

/** A run of which nothing is missing, because what is there is taken for all that was planned. */
export function asPlanned(run: Run): Run {
  return { ...run, planned: run.responses.length };
}

/**
 * How many answers a run was to have. Where nothing tells, every item that was asked counts as planned under every
 * prompt that was asked, as often as the one most asked: that shows gaps, but not what is missing as a whole.
 * @example
 * plannedAnswers({ subject: "m", responses: [], planned: 1902 }); // => 1902
 */
export function plannedAnswers({ responses, planned }: Run): number {
  if (planned !== undefined) return Math.max(planned, responses.length);
  const variants = new Map<Variant, Map<ItemId, number>>();
  const items = new Set<ItemId>();
  let repeats = 0;
  for (const { item, variant } of responses) {
    const times = getOrAdd(variants, variant, () => new Map<ItemId, number>());
    const asked = (times.get(item) ?? 0) + 1;
    times.set(item, asked);
    items.add(item);
    repeats = Math.max(repeats, asked);
  }
  return items.size * variants.size * repeats;
}
