import { DIMENSIONS, type Dimension } from "../../instrument/dimensions.ts";
import type { ItemId } from "../../instrument/item.ts";
import { KEY_RULES, type Key, type KeyedItem, type KeyId, type KeyRule } from "../../instrument/key.ts";
import type { KeyError } from "../../instrument/key-error.ts";
import type { InstrumentReliability } from "../reliability/reliability.ts";

/** What a key asks of each dimension. */
type KeyCardRow = {
  readonly dimension: Dimension;
  readonly items: number;
  /** Of these, items that are scored 7 - rating. */
  readonly reversed: number;
  /** Split-half reliability and alpha between some models; undefined where it was not computed. */
  readonly reliability: InstrumentReliability | undefined;
  /** Standard error over raters, of a score and of a difference of two; see `KeyError`. */
  readonly keyError: { readonly score: number; readonly difference: number } | undefined;
  /** Items that the released key does not score in this way, and items that only the released key scores so. */
  readonly added: readonly ItemId[];
  readonly dropped: readonly ItemId[];
};

/** A key described: how it was made, what it holds, how it differs from the released one. */
export type KeyCard = KeyRule & {
  readonly id: KeyId;
  /** Distinct items that any dimension scores. */
  readonly items: number;
  readonly dimensions: readonly KeyCardRow[];
};

/**
 * The card of a key.
 * @param released the key to compare with
 * @param reliabilities of the dimensions under this key, see instrument-reliability.ts
 * @param error of this key
 */
export function keyCard(
  key: Key,
  released: Key,
  reliabilities: readonly InstrumentReliability[] = [],
  error?: KeyError,
): KeyCard {
  const distinct = new Set(DIMENSIONS.flatMap((dimension) => key.items[dimension].map(({ item }) => item)));
  return {
    ...KEY_RULES[key.id],
    id: key.id,
    items: distinct.size,
    dimensions: DIMENSIONS.map((dimension) => {
      const own = key.items[dimension];
      const theirs = released.items[dimension];
      return {
        dimension,
        items: own.length,
        reversed: own.filter(({ sign }) => sign === -1).length,
        reliability: reliabilities.find((row) => row.dimension === dimension),
        keyError: error && { score: error.score[dimension], difference: error.difference[dimension] },
        added: itemsMissingIn(theirs, own),
        dropped: itemsMissingIn(own, theirs),
      };
    }),
  };
}

function itemsMissingIn(others: readonly KeyedItem[], keyed: readonly KeyedItem[]): ItemId[] {
  return keyed
    .filter(({ item, sign }) => !others.some((other) => other.item === item && other.sign === sign))
    .map(({ item }) => item);
}
