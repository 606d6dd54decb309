import { mean } from "simple-statistics";
import { type Dimension, familyOf } from "../../instrument/dimensions.ts";
import type { ItemId } from "../../instrument/item.ts";
import { familyItems, type Key } from "../../instrument/key.ts";
import { scoredRatings } from "../score/scored-ratings.ts";
import { cronbachAlpha } from "../statistics/cronbach-alpha.ts";
import type { ScaleAlpha } from "./reliability.ts";

/**
 * Cronbach's alpha of a dimension over several respondents, from the items that all of them have a rating of.
 * Raw alpha misleads here: respondents differ in how high they rate everything, so any set of items moves
 * together, whatever it measures. That level is not in a centred score; alpha of ratings minus the respondent's
 * family baseline is the one that speaks of it. Undefined for fewer than two items or respondents, or when all
 * totals are equal.
 * @param respondents the item ratings of each, 1 to 6
 */
export function scaleAlpha(
  respondents: readonly ReadonlyMap<ItemId, number>[],
  key: Key,
  dimension: Dimension,
): ScaleAlpha {
  const keyed = key.items[dimension].filter(({ item }) => respondents.every((ratings) => ratings.has(item)));
  const family = familyItems(key, familyOf(dimension));
  const raw = respondents.map((ratings) => scoredRatings(keyed, ratings));
  const counts = { items: keyed.length, respondents: respondents.length };
  if (keyed.length < 2 || respondents.length < 2) return { raw: undefined, centred: undefined, ...counts };
  const centred = respondents.map((ratings, row) => {
    const baseline = mean(family.flatMap((item) => ratings.get(item) ?? []));
    return (raw[row] ?? []).map((rating) => rating - baseline);
  });
  return { raw: cronbachAlpha(raw), centred: cronbachAlpha(centred), ...counts };
}
