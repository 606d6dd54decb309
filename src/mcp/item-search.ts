import MiniSearch from "minisearch";
import type { Item, ItemId } from "../instrument/item.ts";
import type { Texts } from "../texts/texts.ts";

/** The items whose words fit a text, best first. */
export type ItemSearch = (text: string) => readonly ItemId[];

/**
 * Full-text search over gists and topics, and over the texts once they are there (MiniSearch: BM25+, with word
 * beginnings and one typing error in six letters). The index is made on first use.
 */
export function makeItemSearch(items: () => readonly Item[], texts: () => Texts | undefined): ItemSearch {
  let index: { readonly search: MiniSearch<Document>; readonly texts: Texts | undefined } | undefined;
  return (text) => {
    const current = texts();
    if (index === undefined || index.texts !== current)
      index = { search: indexOf(items(), current), texts: current };
    return index.search.search(text).map(({ id }): ItemId => String(id));
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

function indexOf(items: readonly Item[], texts: Texts | undefined): MiniSearch<Document> {
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

function documentOf({ id, gist, query }: Item, texts: Texts | undefined): Document {
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
