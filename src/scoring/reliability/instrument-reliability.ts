import { DIMENSIONS } from "../../instrument/dimensions.ts";
import { portraitOf } from "../../instrument/item.ts";
import type { Key } from "../../instrument/key.ts";
import type { Random } from "../../lib/random.ts";
import type { ItemValues } from "../score/item-ratings.ts";
import type { InstrumentReliability } from "./reliability.ts";
import { scaleAlpha } from "./scale-alpha.ts";
import { splitHalf } from "./split-half.ts";

/** How reliably the instrument, scored with a key, tells these respondents apart on each dimension. */
export function instrumentReliability(
  ratings: readonly ItemValues[],
  key: Key,
  options: { readonly splits?: number; readonly random: Random },
): InstrumentReliability[] {
  const halves = splitHalf(ratings, key, options);
  return DIMENSIONS.map((dimension) => {
    const items = key.items[dimension].map(({ item }) => item);
    return {
      dimension,
      splitHalf: halves[dimension],
      alpha: scaleAlpha(ratings, key, dimension),
      items: items.length,
      queries: new Set(items.map(portraitOf)).size,
    };
  });
}
