import type { Dimension } from "../../instrument/dimensions.ts";
import type { Item, ItemId } from "../../instrument/item.ts";
import { dimensionsByItem } from "../../instrument/key.ts";
import { sampleItems } from "../../instrument/sample-items.ts";
import { type ItemFilter, selectItems } from "../../instrument/select-items.ts";
import { VARIANTS, type Variant } from "../../instrument/variant.ts";
import { once } from "../../lib/memo.ts";
import { seededRandom } from "../../lib/random.ts";
import { loadItems, loadKey } from "../data.ts";
import { SHORT_FORM_VARIANTS, shortFormItems } from "../short-form.ts";

/** Which items are asked: those behind a score of the released key, all, the short form, or what fits a filter. */
type ItemChoice = "scored" | "all" | "short" | ItemFilter;

/** Which tests a run asks. */
export type TestSelection = {
  readonly items: ItemChoice;
  /** So many of the items, with a share of every dimension. */
  readonly sample?: number | undefined;
  readonly seed: number;
  /** All six unless told; of a short form one wording in both orders. */
  readonly variants?: readonly Variant[] | undefined;
};

/** Unless a config says otherwise. */
export const SAMPLE_SEED = 42;

/** The items that a selection asks, in item order, and the prompts of each; no items where none fits the filters. */
export function selectTests({ items, sample, seed, variants }: TestSelection): {
  readonly items: readonly Item[];
  readonly variants: readonly Variant[];
} {
  const chosen = selectItems(loadItems(), filterOf(items), dimensionsOf);
  return {
    items: sample === undefined ? chosen : sampleItems(chosen, sample, dimensionsOf, seededRandom(seed)),
    variants: variants ?? (items === "short" ? SHORT_FORM_VARIANTS : VARIANTS),
  };
}

function filterOf(items: ItemChoice): ItemFilter {
  if (typeof items === "object") return items;
  if (items === "short") return { ids: [...shortFormItems()] };
  return { scored: items === "scored" };
}

const keyed = once(() => dimensionsByItem(loadKey("released")));

function dimensionsOf(item: ItemId): readonly Dimension[] {
  return keyed().get(item) ?? [];
}
