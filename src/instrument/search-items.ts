import MiniSearch from "minisearch";
import type { Item, ItemId } from "./item.ts";

/** The items that have some words, best first: those with more of the words, and with rarer ones. */
export type ItemSearch = (words: string) => readonly Item[];

/** The words of the instrument, when they are at hand. */
type ItemWords = {
  readonly query: (portrait: number) => { readonly title: string | null; readonly text: string };
  readonly response: (item: ItemId) => string;
};

/**
 * Full-text search over gists and topics, and over the texts once they are there (MiniSearch: BM25+, with word
 * beginnings and one typing error in six letters). The index is made on first use.
 * @example
 * makeItemSearch(items, () => undefined)("parenting advice")[0]?.id; // => "1013/4"
 */
export function makeItemSearch(items: readonly Item[], texts: () => ItemWords | undefined): ItemSearch {
  const itemsById = new Map(items.map((item) => [item.id, item]));
  let index: { readonly search: MiniSearch<Document>; readonly texts: ItemWords | undefined } | undefined;
  return (words) => {
    const current = texts();
    if (index === undefined || index.texts !== current)
      index = { search: indexOf(items, current), texts: current };
    return index.search.search(words).flatMap(({ id }) => itemsById.get(String(id)) ?? []);
  };
}

type Document = {
  readonly id: ItemId;
  readonly response: string;
  readonly query: string;
  readonly topics: string;
  readonly responseText: string;
  readonly queryText: string;
};

function indexOf(items: readonly Item[], texts: ItemWords | undefined): MiniSearch<Document> {
  const search = new MiniSearch<Document>({
    fields: ["response", "query", "topics", "responseText", "queryText"],
    searchOptions: {
      prefix: (term) => term.length > 3,
      fuzzy: (term) => (term.length > 5 ? 0.17 : false),
      boost: { response: 2 },
    },
  });
  search.addAll(items.map((item) => documentOf(item, texts)));
  return search;
}

function documentOf({ id, gist, query }: Item, texts: ItemWords | undefined): Document {
  const asked = texts?.query(query.portrait);
  return {
    id,
    response: gist,
    query: query.gist,
    topics: query.topics.join(" "),
    responseText: texts?.response(id) ?? "",
    queryText: [asked?.title, asked?.text].filter(Boolean).join(" "),
  };
}
