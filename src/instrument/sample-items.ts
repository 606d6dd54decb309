import { shuffle } from "simple-statistics";
import type { Random } from "../lib/random.ts";
import { DIMENSIONS, type Dimension } from "./dimensions.ts";
import type { Item, ItemId } from "./item.ts";

/** A dimension on items of one query has no interval: each gets two first. */
const FLOOR = 2;

/** The stratum of items that no dimension is keyed to. */
const UNKEYED = "unkeyed" as const;
type Stratum = Dimension | typeof UNKEYED;

/**
 * A sample without replacement, stratified by the dimensions of the key, in item order. First each dimension gets an
 * item, in the order of the dimensions, then each a second, of another query where there is one; an item counts for
 * all dimensions that it is keyed to. From there on the next item is one of the dimension of which the smallest share
 * has been drawn. Within a dimension it is the first in an order shuffled once, so that a larger sample from the same
 * items and seed holds the smaller one.
 * @param dimensionsOf the dimensions to which an item is keyed
 * @example
 * sampleItems(items, 40, dimensionsOf, seededRandom(42)).length; // => 40
 */
export function sampleItems(
  items: readonly Item[],
  size: number,
  dimensionsOf: (item: ItemId) => readonly Dimension[],
  random: Random,
): Item[] {
  const strata = strataOf(shuffle([...items], random), dimensionsOf);
  const drawn = new Set<Item>();
  while (drawn.size < Math.min(size, items.length)) {
    const next = mostBehind(strata.filter(({ left }) => left.length > 0));
    const item = next === undefined ? undefined : firstOfNewQuery(next);
    if (item === undefined) break;
    drawn.add(item);
    for (const stratum of strata) take(stratum, item);
  }
  return items.filter((item) => drawn.has(item));
}

/** The items of one stratum in drawing order: those that are left, and those that were taken. */
type Drawing = { readonly name: Stratum; left: readonly Item[]; readonly taken: Item[] };

function strataOf(
  shuffled: readonly Item[],
  dimensionsOf: (item: ItemId) => readonly Dimension[],
): readonly Drawing[] {
  const isIn = (name: Stratum, { id }: Item) =>
    name === UNKEYED ? dimensionsOf(id).length === 0 : dimensionsOf(id).includes(name);
  return [...DIMENSIONS, UNKEYED].map((name) => ({
    name,
    left: shuffled.filter((item) => isIn(name, item)),
    taken: [],
  }));
}

/** Whose turn it is: below the floor whoever has fewest, else whoever has the smallest share; of several the first. */
function mostBehind(strata: readonly Drawing[]): Drawing | undefined {
  const rank = (stratum: Drawing) => {
    const { name, left, taken } = stratum;
    const counted = inQueries(stratum);
    return name !== UNKEYED && counted < FLOOR
      ? counted - FLOOR
      : taken.length / (taken.length + left.length);
  };
  return strata.toSorted((one, other) => rank(one) - rank(other))[0];
}

/** The queries of the items that were taken, while there are others; where there are none, the items. */
function inQueries(stratum: Drawing): number {
  const { taken } = stratum;
  return ofNewQuery(stratum) === undefined
    ? taken.length
    : new Set(taken.map(({ query }) => query.portrait)).size;
}

function firstOfNewQuery(stratum: Drawing): Item | undefined {
  return ofNewQuery(stratum) ?? stratum.left[0];
}

function ofNewQuery({ left, taken }: Drawing): Item | undefined {
  const asked = new Set(taken.map(({ query }) => query.portrait));
  return left.find(({ query }) => !asked.has(query.portrait));
}

function take(stratum: Drawing, item: Item): void {
  if (!stratum.left.includes(item)) return;
  stratum.left = stratum.left.filter((other) => other !== item);
  stratum.taken.push(item);
}
