import { DIMENSIONS_OF, type Family } from "../../instrument/dimensions.ts";
import type { ItemId } from "../../instrument/item.ts";
import type { Key } from "../../instrument/key.ts";

/** The distinct items that are keyed to any dimension of a family: those whose mean is the baseline. */
export function familyItems(key: Key, family: Family): readonly ItemId[] {
  return [
    ...new Set(DIMENSIONS_OF[family].flatMap((dimension) => key.items[dimension].map(({ item }) => item))),
  ];
}
