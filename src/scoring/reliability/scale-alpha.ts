import { mean } from "simple-statistics";
import { type Dimension, familyOf } from "../../instrument/dimensions.ts";
import { familyItems, type Key, type TaggingKey, type WeighingKey } from "../../instrument/key.ts";
import type { ItemValues } from "../score/item-ratings.ts";
import { ownRatings, weighItems } from "../score/item-weights.ts";
import { scoredRatings } from "../score/scored-ratings.ts";
import { cronbachAlpha } from "../statistics/cronbach-alpha.ts";
import type { ScaleAlpha } from "./reliability.ts";

/**
 * Cronbach's alpha of a dimension over several respondents, from the items that all of them have a rating of.
 * Raw alpha misleads here: respondents differ in how high they rate everything, so any set of items moves
 * together, whatever it measures. That level is not in a centred score; alpha of ratings minus the respondent's
 * family baseline is the one that speaks of it; under a weighing key that of the items' parts in the score, and there
 * is no raw one. Undefined for fewer than two items or respondents, or when all
 * totals are equal.
 * @param respondents the item ratings of each, 1 to 6
 */
export function scaleAlpha(respondents: readonly ItemValues[], key: Key, dimension: Dimension): ScaleAlpha {
  return key.kind === "weighing"
    ? weighedAlpha(respondents, key, dimension)
    : taggedAlpha(respondents, key, dimension);
}

function weighedAlpha(
  respondents: readonly ItemValues[],
  key: WeighingKey,
  dimension: Dimension,
): ScaleAlpha {
  const weighing = weighItems(key, { has: (item) => respondents.every((ratings) => ratings.has(item)) });
  const weights = weighing.weights?.[dimension];
  const counts = { items: weighing.items.length, respondents: respondents.length };
  if (weights === undefined || respondents.length < 2)
    return { raw: undefined, centred: undefined, ...counts };
  const parts = respondents.map((ratings) =>
    ownRatings(weighing, ratings).map((rating, index) => rating * (weights[index] ?? Number.NaN)),
  );
  return { raw: undefined, centred: cronbachAlpha(parts), ...counts };
}

function taggedAlpha(respondents: readonly ItemValues[], key: TaggingKey, dimension: Dimension): ScaleAlpha {
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
