import { dimensionsByItem, type Key } from "../../instrument/key.ts";
import { groupBy } from "../../lib/group-by.ts";
import type { Response, Run } from "../../runs/answer.ts";
import type { PairedCounts } from "./comparison.ts";

/** The rated answers of two runs to the prompts that both have one for, and what that left out. */
export type PairedRuns = {
  readonly a: readonly Response[];
  readonly b: readonly Response[];
  readonly paired: PairedCounts;
  readonly dropped: { readonly a: PairedCounts; readonly b: PairedCounts };
};

/**
 * Keeps of two runs the rated answers to scored items under variants for which both have a rating, so that a
 * difference between their scores is not one between items or prompts. Repeats stay; the runs may have different
 * numbers of them. An item counts as dropped when none of its variants is left.
 */
export function pairRuns(a: Run, b: Run, key: Key): PairedRuns {
  const scored = dimensionsByItem(key);
  const rated = ({ responses }: Run) =>
    responses.filter(({ item, answer }) => answer.kind === "rating" && scored.has(item));
  const [ratedA, ratedB] = [rated(a), rated(b)];
  const [promptsA, promptsB] = [new Set(ratedA.map(promptOf)), new Set(ratedB.map(promptOf))];
  const keptA = ratedA.filter((response) => promptsB.has(promptOf(response)));
  const keptB = ratedB.filter((response) => promptsA.has(promptOf(response)));
  return {
    a: keptA,
    b: keptB,
    paired: countPrompts(keptA),
    dropped: { a: difference(ratedA, keptA), b: difference(ratedB, keptB) },
  };
}

function promptOf({ item, variant }: Response): string {
  return `${item} ${variant}`;
}

function countPrompts(responses: readonly Response[]): PairedCounts {
  return {
    items: groupBy(responses, ({ item }) => item).size,
    prompts: groupBy(responses, promptOf).size,
  };
}

function difference(rated: readonly Response[], kept: readonly Response[]): PairedCounts {
  const [all, left] = [countPrompts(rated), countPrompts(kept)];
  return { items: all.items - left.items, prompts: all.prompts - left.prompts };
}
