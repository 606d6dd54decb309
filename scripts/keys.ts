import { DIMENSIONS, type Dimension } from "../src/dimensions.ts";
import type { ItemId, Loading } from "../src/item.ts";

/** An item measures a dimension when rho exceeds this, strictly (upstream lm_evaluation/score.py, `_check_correlation`). */
const MIN_LOADING = 0.3;

/**
 * Where the authors' rule "p < .05" takes an item out (upstream lm_evaluation/score.py, hard-coded). The list
 * misses 1902/2 on Openness_to_Change (rho .301, p .056), which therefore stays in the released key.
 */
const EXCLUDED = ["3902/4 Achievement", "1901/1 Universalism", "2901/4 Extraversion"];

/** The key by which the published scores were made: items with rho > .3, less three exclusions. */
export function releasedKey(
  items: readonly ItemId[],
  loading: (item: ItemId, dimension: Dimension) => Loading,
) {
  return Object.fromEntries(
    DIMENSIONS.map((dimension) => [
      dimension,
      items.filter(
        (item) => loading(item, dimension).rho > MIN_LOADING && !EXCLUDED.includes(`${item} ${dimension}`),
      ),
    ]),
  );
}
