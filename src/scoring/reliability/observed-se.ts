import { quantile } from "simple-statistics";
import { DIMENSIONS } from "../../instrument/dimensions.ts";
import type { ItemId } from "../../instrument/item.ts";
import type { Key } from "../../instrument/key.ts";
import type { Variant } from "../../instrument/variant.ts";
import type { Run } from "../../runs/answer.ts";
import { itemRatings } from "../score/item-ratings.ts";
import { clusterRobustSe } from "../uncertainty/cluster-robust-se.ts";
import { querySums, scoreContrast, sizeOf } from "../uncertainty/query-sums.ts";
import { whyNoInterval } from "../uncertainty/score-intervals.ts";
import type { PlannedScore } from "./reliability.ts";

/**
 * The standard errors that models had on some of the items and prompts that they were asked: quartiles of the closed
 * form over queries. What a D study is to a key that tags items, for one that weighs them, whose weights hang
 * on which items are asked. Nothing of it is over new prompts. Dimensions without a score are left out.
 * Agrees with numpy (test/golden/short-form.py).
 */
export function observedSe(
  runs: readonly Run[],
  key: Key,
  { items, variants }: { readonly items: ReadonlySet<ItemId>; readonly variants: ReadonlySet<Variant> },
): PlannedScore[] {
  const sums = runs.map(({ responses }) => {
    const asked = responses.filter(({ item, variant }) => items.has(item) && variants.has(variant));
    return querySums(itemRatings(asked), key);
  });
  return DIMENSIONS.flatMap((dimension): PlannedScore[] => {
    const contrasts = sums
      .map((one) => scoreContrast(one, dimension))
      .filter((contrast) => whyNoInterval(contrast) === undefined);
    const [first] = contrasts;
    if (first === undefined) return [];
    const errors = contrasts.map((contrast) => clusterRobustSe(contrast).se);
    const at = (p: number) => quantile(errors, p);
    const samePrompts = { lower: at(0.25), median: at(0.5), upper: at(0.75), models: errors.length };
    return [{ dimension, ...sizeOf(first.of), samePrompts, newPrompts: undefined }];
  });
}
