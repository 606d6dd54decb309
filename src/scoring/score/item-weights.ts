import { DIMENSIONS, type Dimension, familyOf } from "../../instrument/dimensions.ts";
import type { ItemId } from "../../instrument/item.ts";
import { familyItems, type Key, type KeyedItem, type KeyId, type WeighingKey } from "../../instrument/key.ts";
import { recordOf } from "../../lib/record-of.ts";
import { residualsOn } from "../statistics/straight-line.ts";
import type { ItemValues } from "./item-ratings.ts";

/**
 * Fewer rated items than this have no score under a weighing key: a form of 60 items tells
 * models apart with a reliability of .29 under one prompt, one of 120 with .48 under two (docs/methods/short-form.md).
 */
export const MIN_WEIGHED_ITEMS = 120;

/** The key that weighs items by their loadings, each dimension's in the direction of its weight. */
export function weighingKey(id: KeyId, loadings: WeighingKey["loadings"]): WeighingKey {
  const all = [...loadings.keys()];
  const unsigned = recordOf(DIMENSIONS, () => all.map((item): KeyedItem => ({ item, sign: 1 })));
  const { weights } = weighItems({ kind: "weighing", id, items: unsigned, loadings }, loadings);
  const items = recordOf(DIMENSIONS, (dimension) =>
    all.map((item, index): KeyedItem => ({ item, sign: (weights?.[dimension][index] ?? 0) < 0 ? -1 : 1 })),
  );
  return { kind: "weighing", id, items, loadings };
}

/** How much each rated item counts in each score. */
export type Weighing = {
  /** The rated items of the key, in item order; the arrays below are in this order. */
  readonly items: readonly ItemId[];
  /** People's mean ratings, 1 to 6. */
  readonly human: readonly number[];
  /** Sum to 0 and to 2 without their signs; undefined where there are too few items. */
  readonly weights: Readonly<Record<Dimension, readonly number[]>> | undefined;
};

/**
 * Weighs the rated items: what a straight line on people's mean ratings leaves of their loadings, divided by half the
 * sum of its absolute values. So the weighted sum of ratings is in rating points: those between what agrees with
 * the dimension and what contradicts it, and a respondent who follows people's means, at any level and slope, has 0.
 * Weights are made anew for the items that are rated, because only on these do level and slope drop out.
 * Agrees with numpy (test/golden/weighted-key.py).
 * The last weighing is kept, because everything that is said of a run weighs the same items; whether it was kept
 * changes no result.
 */
export function weighItems(key: WeighingKey, rated: Pick<ItemValues, "has">): Weighing {
  // Every item is one of every dimension.
  const items = key.items.Universalism.flatMap(({ item }) => (rated.has(item) ? [item] : []));
  const same =
    kept?.loadings === key.loadings &&
    kept.weighing.items.length === items.length &&
    kept.weighing.items.every((item, index) => item === items[index]);
  kept = kept !== undefined && same ? kept : { loadings: key.loadings, weighing: weighAnew(key, items) };
  return kept.weighing;
}

let kept: { readonly loadings: WeighingKey["loadings"]; readonly weighing: Weighing } | undefined;

function weighAnew(key: WeighingKey, items: readonly ItemId[]): Weighing {
  const known = items.flatMap((item) => key.loadings.get(item) ?? []);
  const human = known.map((one) => one.human);
  const weigh = (dimension: Dimension) => {
    const left = residualsOn(
      human,
      known.map(({ loadings }) => loadings[dimension]),
    );
    const half = left.reduce((sum, loading) => sum + Math.abs(loading), 0) / 2;
    return left.map((loading) => loading / half);
  };
  return {
    items,
    human,
    weights: items.length < MIN_WEIGHED_ITEMS ? undefined : recordOf(DIMENSIONS, weigh),
  };
}

/** What people's mean ratings do not explain of a respondent's: residuals of a straight line, in rating points. */
export function ownRatings({ items, human }: Weighing, ratings: ItemValues): number[] {
  if (items.length === 0) return [];
  return residualsOn(
    human,
    items.map((item) => ratings.get(item) ?? Number.NaN),
  );
}

/**
 * A dimension's score as a weighted sum of ratings, up to a constant: the weight of each item that has one. Empty
 * where there is no score.
 */
export function itemWeights(
  key: Key,
  dimension: Dimension,
  rated: ReadonlySet<ItemId>,
): ReadonlyMap<ItemId, number> {
  if (key.kind === "weighing") {
    const { items, weights } = weighItems(key, rated);
    return new Map(
      weights === undefined
        ? []
        : items.map((item, index) => [item, weights[dimension][index] ?? Number.NaN]),
    );
  }
  const scored = key.items[dimension].filter(({ item }) => rated.has(item));
  if (scored.length === 0) return new Map();
  const family = familyItems(key, familyOf(dimension)).filter((item) => rated.has(item));
  const weights = new Map(family.map((item) => [item, -1 / family.length]));
  for (const { item, sign } of scored) weights.set(item, (weights.get(item) ?? 0) + sign / scored.length);
  return weights;
}
