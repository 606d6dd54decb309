import { DIMENSIONS, type Dimension } from "../../instrument/dimensions.ts";
import type { ItemId } from "../../instrument/item.ts";
import type { Key } from "../../instrument/key.ts";
import { recordOf } from "../../lib/record-of.ts";
import type { Run } from "../../runs/answer.ts";
import { contrastComponents } from "./contrast-components.ts";
import { contrastDesign } from "./contrast-design.ts";
import { plannedSe } from "./d-study.ts";
import { ratingTable, scoredTable } from "./rating-table.ts";
import type { ContrastComponents, PlannedScore } from "./reliability.ts";

/** The G studies of several models under one key, for each dimension: what plans are made from. */
export type ModelStudies = Readonly<Record<Dimension, readonly ContrastComponents[]>>;

/** Studies each model, once for any number of plans; 33 models take about a second. */
export function studyModels(runs: readonly Run[], key: Key): ModelStudies {
  const tables = runs.map(({ responses }) => scoredTable(ratingTable(responses), key));
  return recordOf(DIMENSIONS, (dimension) =>
    tables.flatMap((table) => contrastComponents(table, key, dimension) ?? []),
  );
}

/**
 * The standard errors to expect when these items are asked under so many variants, for a model like those
 * studied. Dimensions are left out that would have no keyed item, or no other item of their family to be
 * compared with.
 */
export function planReliability(
  studies: ModelStudies,
  key: Key,
  { items, variants }: { readonly items: ReadonlySet<ItemId>; readonly variants: number },
): PlannedScore[] {
  return DIMENSIONS.flatMap((dimension) => {
    const design = contrastDesign(key, dimension, items);
    if (design === undefined) return [];
    const over = (prompts: "samePrompts" | "newPrompts") =>
      plannedSe(studies[dimension], design, variants, prompts);
    return [
      {
        dimension,
        items: design.items,
        queries: design.queries,
        samePrompts: over("samePrompts"),
        newPrompts: over("newPrompts"),
      },
    ];
  });
}
