import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DIMENSIONS } from "../../src/instrument/dimensions.ts";
import { SOURCES } from "../../src/instrument/item.ts";
import { dimensionsByItem } from "../../src/instrument/key.ts";
import { itemsNamed, parseTopic, selectItems, topicsOf } from "../../src/instrument/select-items.ts";
import { loadItems, loadKey } from "../../src/release/data.ts";

const items = loadItems();
const topics = topicsOf(items);
const keyed = dimensionsByItem(loadKey("released"));
const dimensionsOf = (item: string) => keyed.get(item) ?? [];
const select = (filter: Parameters<typeof selectItems>[1]) => selectItems(items, filter, dimensionsOf);

const some = <T>(values: readonly T[]) => fc.subarray([...values], { minLength: 1 });
const filters = fc.record(
  {
    dimensions: some(DIMENSIONS),
    scored: fc.boolean(),
    topics: some(topics),
    sources: some(SOURCES),
    ids: some(items.map(({ id }) => id)),
  },
  { requiredKeys: [] },
);

describe("a selection of items", () => {
  test("is what each of its fields alone would select", () => {
    fc.assert(
      fc.property(filters, ({ dimensions, scored, topics, sources, ids }) => {
        const alone = [{ dimensions }, { scored }, { topics }, { sources }, { ids }].map(select);
        const inAll = items.filter((item) => alone.every((chosen) => chosen.includes(item)));
        expect(select({ dimensions, scored, topics, sources, ids })).toEqual(inAll);
      }),
      { numRuns: 30 },
    );
  });

  test("by entries of one field is what each of them selects, together", () => {
    for (const [field, entries] of Object.entries({ dimensions: DIMENSIONS, topics, sources: SOURCES })) {
      const one = entries.flatMap((entry) => select({ [field]: [entry] }));
      expect(
        select({ [field]: entries }).map(({ id }) => id),
        field,
      ).toEqual([...new Set(one)].map(({ id }) => id).sort());
    }
  });

  test("keeps the order in which the items came", () => {
    const reversed = selectItems(items.toReversed(), { scored: true }, dimensionsOf);
    expect(reversed).toEqual(select({ scored: true }).toReversed());
    expect(reversed).toHaveLength(317);
  });
});

test("a topic is known in any case and with any separators", () => {
  for (const topic of topics) {
    expect(parseTopic(topic.toUpperCase().replaceAll(" ", "_"), topics)).toBe(topic);
    expect(parseTopic(`${topic}s of old`, topics)).toBeUndefined();
  }
});

test.each([
  ["1008/1", ["1008/1"]],
  ["1008-1", ["1008/1"]],
  ['"1008/1"', ["1008/1"]],
  ["1008", ["1008/1", "1008/2", "1008/3", "1008/4", "1008/5"]],
  ["1008/6", []],
  ["1007/1", []],
  ["1008/1/2", []],
  ["", []],
])("the id %s names %j", (text, ids) => {
  expect(itemsNamed(text, items).map(({ id }) => id)).toEqual(ids);
});
