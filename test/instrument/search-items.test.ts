import { describe, expect, test } from "vitest";
import { makeItemSearch } from "../../src/instrument/search-items.ts";
import { loadItems } from "../../src/release/data.ts";

const items = loadItems();
const search = makeItemSearch(items, () => undefined);

describe("a search for words", () => {
  test("finds every item by its own gist, first or beside another of the same query", () => {
    for (const item of items) {
      const [first] = search(`${item.gist} ${item.query.gist}`);
      expect(first?.query.portrait, item.id).toBe(item.query.portrait);
    }
  });

  test("finds a word by its beginning and with a typing error", () => {
    expect(search("parent").length).toBeGreaterThan(search("parents").length - 1);
    expect(search("parentig")[0]?.id).toBe(search("parenting")[0]?.id);
  });

  test("looks for topics too", () => {
    const found = search("philosophy ethics");
    expect(found.some(({ query }) => query.topics.includes("Philosophy and ethics"))).toBe(true);
  });

  test("finds nothing for no words", () => {
    expect([search(""), search("   "), search("?!")]).toEqual([[], [], []]);
  });

  test("looks into the texts as soon as they are there", () => {
    let texts: Parameters<typeof makeItemSearch>[1] = () => undefined;
    const later = makeItemSearch(items, () => texts());
    expect(later("xylophone")).toEqual([]);
    texts = () => TEXTS;
    expect(later("xylophone").map(({ id }) => id)).toEqual(["1008/2"]);
  });
});

const TEXTS = {
  query: () => ({ title: null, text: "" }),
  response: (item: string) => (item === "1008/2" ? "Buy a xylophone." : ""),
};
