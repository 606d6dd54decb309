import type { Dimension } from "./dimensions.ts";
import type { Item, ItemId, Source } from "./item.ts";

/** Which items are meant. Fields narrow each other, the entries of one field add up; without any, all are. */
export type ItemFilter = {
  /** Keyed to one of these. */
  readonly dimensions?: readonly Dimension[] | undefined;
  /** Keyed to any dimension: behind a score. */
  readonly scored?: boolean | undefined;
  /** Topic labels as the release spells them, which `parseTopic` gives. */
  readonly topics?: readonly string[] | undefined;
  readonly sources?: readonly Source[] | undefined;
  readonly ids?: readonly ItemId[] | undefined;
};

/**
 * The items that fit, in the order given: of the instrument, or best first from a search (`makeItemSearch`).
 * @param dimensionsOf the dimensions to which an item is keyed
 * @example
 * selectItems(items, { dimensions: ["Power"], sources: ["reddit"] }, dimensionsOf);
 */
export function selectItems(
  items: readonly Item[],
  { dimensions, scored, topics, sources, ids }: ItemFilter,
  dimensionsOf: (item: ItemId) => readonly Dimension[],
): Item[] {
  return items.filter(({ id, query }) => {
    const keyed = dimensionsOf(id);
    return (
      (dimensions === undefined || dimensions.some((dimension) => keyed.includes(dimension))) &&
      (scored !== true || keyed.length > 0) &&
      (topics === undefined || topics.some((topic) => query.topics.includes(topic))) &&
      (sources === undefined || sources.includes(query.source)) &&
      (ids === undefined || ids.includes(id))
    );
  });
}

/** The topic labels of some items, in alphabetical order. */
export function topicsOf(items: readonly Item[]): readonly string[] {
  return [...new Set(items.flatMap(({ query }) => query.topics))].sort();
}

/**
 * The topic label that a person meant, whatever the case and the separators; undefined when there is none.
 * @example
 * parseTopic("work AND career", topicsOf(items)); // => "Work and career"
 */
export function parseTopic(text: string, topics: readonly string[]): string | undefined {
  const letters = (label: string) => label.toLowerCase().replace(/[^a-z]/g, "");
  return topics.find((topic) => letters(topic) === letters(text));
}

/**
 * The items that an id names, in any spelling of it; the id of a query names its five responses. None when there
 * are none.
 * @example
 * itemsNamed("1008-1", items); // => [the item 1008/1]
 */
export function itemsNamed(text: string, items: readonly Item[]): readonly Item[] {
  const [portrait, option, ...rest] = text.match(/\d+/g) ?? [];
  if (portrait === undefined || rest.length > 0) return [];
  return items.filter(
    (item) =>
      String(item.query.portrait) === portrait && (option ?? String(item.option)) === String(item.option),
  );
}
