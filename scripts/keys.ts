import { DIMENSIONS, type Dimension } from "../src/instrument/dimensions.ts";
import type { ItemId, Loading } from "../src/instrument/item.ts";
import type { TaggingKeyId } from "../src/instrument/key.ts";
import type { Survey } from "../src/instrument/survey.ts";
import { recordOf } from "../src/lib/record-of.ts";
import { MIN_LOADING, measuresDimension } from "../src/scoring/survey/measures-dimension.ts";
import { recomputeLoadings } from "../src/scoring/survey/recompute-loadings.ts";
import { centreRaters } from "./centre-raters.ts";

/**
 * Where the authors' rule "p < .05" takes an item out (upstream lm_evaluation/score.py, hard-coded). The list
 * misses 1902/2 on Openness_to_Change (rho .301, p .056), which therefore stays in the released key.
 */
const EXCLUDED = ["3902/4 Achievement", "1901/1 Universalism", "2901/4 Extraversion"];

/** The items of each dimension; a leading minus marks an item that is scored 7 - rating. */
type KeyedIds = Readonly<Record<Dimension, readonly string[]>>;

/** The keys that tag items; what each is for says `KEY_RULES` in src/instrument/key.ts. */
export function makeKeys(
  items: readonly ItemId[],
  released: (item: ItemId, dimension: Dimension) => Loading,
  survey: Survey,
): Readonly<Record<TaggingKeyId, KeyedIds>> {
  const centred = recomputeLoadings(survey, centreRaters);
  return {
    released: makeKey(items, (item, dimension) =>
      released(item, dimension).rho > MIN_LOADING && !isExcluded(item, dimension) ? [item] : [],
    ),
    rule: makeKey(items, (item, dimension) => (measuresDimension(released(item, dimension)) ? [item] : [])),
    signed: makeKey(items, (item, dimension) => {
      const { rho } = released(item, dimension);
      if (Math.abs(rho) <= MIN_LOADING || isExcluded(item, dimension)) return [];
      return [rho < 0 ? `-${item}` : item];
    }),
    "style-centred": makeKey(items, (item, dimension) => {
      const loading = centred.get(item)?.[dimension];
      return loading !== undefined && measuresDimension(loading) ? [item] : [];
    }),
  };
}

function makeKey(
  items: readonly ItemId[],
  entry: (item: ItemId, dimension: Dimension) => readonly string[],
): KeyedIds {
  return recordOf(DIMENSIONS, (dimension) => items.flatMap((item) => entry(item, dimension)));
}

function isExcluded(item: ItemId, dimension: Dimension): boolean {
  return EXCLUDED.includes(`${item} ${dimension}`);
}
