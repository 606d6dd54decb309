import { type Dimension, familyOf } from "../../instrument/dimensions.ts";
import { type ItemId, portraitOf } from "../../instrument/item.ts";
import { familyItems, type Key } from "../../instrument/key.ts";
import { itemWeights } from "../score/item-weights.ts";
import type { Coefficients, ContrastDesign } from "./reliability.ts";

/** An item of a contrast, in scored direction, with its weight in the centred score. */
type Weighted = { readonly item: ItemId; readonly sign: 1 | -1; readonly weight: number };

/** The items whose weighted sum a dimension's centred score is: its keyed ones and the rest of its family. */
export type ContrastItems = { readonly keyed: readonly Weighted[]; readonly rest: readonly Weighted[] };

/**
 * A centred score as a weighted sum of scored ratings: 1/n - sign/N for the n keyed items and -1/N for the rest
 * of the N items of the family, of those items that are asked. Undefined when no keyed item is, or when there is
 * no rest, because the score is then 0 by construction. Under a weighing key the items that agree with the dimension,
 * whose weights sum to 1, and those that contradict it.
 */
export function contrastItems(
  key: Key,
  dimension: Dimension,
  asked: ReadonlySet<ItemId>,
): ContrastItems | undefined {
  if (key.kind === "weighing") {
    const weights = [...itemWeights(key, dimension, asked)];
    const items = weights.map(([item, weight]): Weighted => ({ item, sign: 1, weight }));
    const [agreeing, contradicting] = [
      items.filter(({ weight }) => weight > 0),
      items.filter(({ weight }) => weight <= 0),
    ];
    return agreeing.length === 0 ? undefined : { keyed: agreeing, rest: contradicting };
  }
  const keyed = key.items[dimension].filter(({ item }) => asked.has(item));
  const own = new Set(keyed.map(({ item }) => item));
  const family = familyItems(key, familyOf(dimension)).filter((item) => asked.has(item));
  const rest = family.filter((item) => !own.has(item));
  if (keyed.length === 0 || rest.length === 0) return undefined;
  return {
    keyed: keyed.map(({ item, sign }) => ({ item, sign, weight: 1 / keyed.length - sign / family.length })),
    rest: rest.map((item) => ({ item, sign: 1, weight: -1 / family.length })),
  };
}

/**
 * By how much each variance component counts in the error of a dimension's centred score when these items are
 * asked: the D study's design. Undefined as `contrastItems` is.
 */
export function contrastDesign(
  key: Key,
  dimension: Dimension,
  asked: ReadonlySet<ItemId>,
): ContrastDesign | undefined {
  const items = contrastItems(key, dimension, asked);
  return items && designOf(key, items);
}

/** The same of the items themselves. */
export function designOf(key: Key, items: ContrastItems): ContrastDesign {
  const [keyed, rest] = [weightsByQuery(items.keyed), weightsByQuery(items.rest)];
  return {
    keyed: coefficients(items.keyed, keyed),
    rest: coefficients(items.rest, rest),
    shared: 2 * [...keyed].reduce((sum, [query, weight]) => sum + weight * (rest.get(query) ?? 0), 0),
    ...sizeOfScore(key, items),
  };
}

/**
 * The design with `times` as many queries of the same make-up: twice as many halve every error variance.
 * @throws {RangeError} times is not positive
 */
export function extendDesign(design: ContrastDesign, times: number): ContrastDesign {
  if (!(times > 0)) throw new RangeError("extendDesign requires a positive factor");
  const over = ({ query, item }: Coefficients) => ({ query: query / times, item: item / times });
  return {
    keyed: over(design.keyed),
    rest: over(design.rest),
    shared: design.shared / times,
    items: design.items * times,
    queries: design.queries * times,
  };
}

/** Items that carry a score: the keyed ones, or all that are weighed. */
function sizeOfScore(key: Key, { keyed, rest }: ContrastItems): Pick<ContrastDesign, "items" | "queries"> {
  const items = key.kind === "weighing" ? [...keyed, ...rest] : keyed;
  return { items: items.length, queries: new Set(items.map(({ item }) => portraitOf(item))).size };
}

function coefficients(items: readonly Weighted[], queries: ReadonlyMap<number, number>): Coefficients {
  const squares = (weights: readonly number[]) => weights.reduce((sum, weight) => sum + weight ** 2, 0);
  return {
    query: squares([...queries.values()]),
    item: squares(items.map(({ weight }) => weight)),
  };
}

function weightsByQuery(items: readonly Weighted[]): ReadonlyMap<number, number> {
  const sums = new Map<number, number>();
  for (const { item, weight } of items) {
    const query = portraitOf(item);
    sums.set(query, (sums.get(query) ?? 0) + weight);
  }
  return sums;
}
