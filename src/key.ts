import { DIMENSIONS, type Dimension } from "./dimensions.ts";
import type { ItemId } from "./item.ts";

/** The scoring keys that data/keys.json holds; "released" is the one behind the published scores. */
export const KEY_IDS = ["released"] as const;
export type KeyId = (typeof KEY_IDS)[number];

/** Which item measures a dimension, and in which direction: -1 marks items that are scored 7 - rating. */
export type KeyedItem = { readonly item: ItemId; readonly sign: 1 | -1 };

/** A scoring key: the items of each dimension, in item order. */
export type Key = {
  readonly id: KeyId;
  readonly items: Readonly<Record<Dimension, readonly KeyedItem[]>>;
};

/** The dimensions that each item is keyed to; items that no dimension scores are not in the map. */
export function dimensionsByItem(key: Key): ReadonlyMap<ItemId, readonly Dimension[]> {
  const dimensions = new Map<ItemId, Dimension[]>();
  for (const dimension of DIMENSIONS)
    for (const { item } of key.items[dimension]) {
      const keyed = dimensions.get(item);
      if (keyed === undefined) dimensions.set(item, [dimension]);
      else keyed.push(dimension);
    }
  return dimensions;
}

/**
 * A key without some items, for all dimensions.
 * @example
 * withoutItems(key, ["1038/2"]); // no dimension has item 1038/2
 */
export function withoutItems(key: Key, omitted: readonly ItemId[]): Key {
  const kept = DIMENSIONS.map(
    (dimension) => [dimension, key.items[dimension].filter(({ item }) => !omitted.includes(item))] as const,
  );
  // One entry for each dimension.
  return { ...key, items: Object.fromEntries(kept) as unknown as Key["items"] };
}
