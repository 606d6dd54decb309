import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DIMENSIONS } from "../../src/instrument/dimensions.ts";
import type { Item } from "../../src/instrument/item.ts";
import { dimensionsByItem } from "../../src/instrument/key.ts";
import { sampleItems } from "../../src/instrument/sample-items.ts";
import { seededRandom } from "../../src/lib/random.ts";
import { loadItems, loadKey } from "../../src/release/data.ts";

const all = loadItems();
const keyed = dimensionsByItem(loadKey("released"));
const dimensionsOf = (item: string) => keyed.get(item) ?? [];
const scored = all.filter(({ id }) => keyed.has(id));
const draw = (items: readonly Item[], size: number, seed: number) =>
  sampleItems(items, size, dimensionsOf, seededRandom(seed));

const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });
const RUNS = { numRuns: 15 };
const MANY = { numRuns: 100 };

describe("a sample of items", () => {
  test("of 40 has two items or more of every dimension, of two queries or more", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const drawn = draw(scored, 40, seed);
        for (const dimension of DIMENSIONS) {
          const own = drawn.filter(({ id }) => dimensionsOf(id).includes(dimension));
          expect(new Set(own.map(({ query }) => query.portrait)).size, dimension).toBeGreaterThanOrEqual(2);
        }
      }),
      MANY,
    );
  });

  test("has the size that was asked for, of different items in item order, or all there are", () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 600 }), fc.boolean(), (seed, size, isAll) => {
        const items = isAll ? all : scored;
        const drawn = draw(items, size, seed);
        expect(drawn).toHaveLength(Math.min(size, items.length));
        expect(drawn).toEqual(items.filter((item) => drawn.includes(item)));
      }),
      RUNS,
    );
  });

  test("holds every smaller sample of the same seed", () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 316 }), (seed, size) => {
        const larger = draw(scored, size + 1, seed);
        for (const item of draw(scored, size, seed)) expect(larger).toContain(item);
      }),
      RUNS,
    );
  });

  test("of a third of the items has about a third of every dimension with ten or more, and of the unkeyed", () => {
    const drawn = draw(all, Math.round(all.length / 3), 42);
    const shareOf = (isIn: (item: Item) => boolean) => drawn.filter(isIn).length / all.filter(isIn).length;
    const shares = DIMENSIONS.filter((dimension) => loadKey("released").items[dimension].length >= 10).map(
      (dimension) => shareOf(({ id }) => dimensionsOf(id).includes(dimension)),
    );
    for (const share of [...shares, shareOf(({ id }) => !keyed.has(id))]) {
      expect(share).toBeGreaterThan(0.25);
      expect(share).toBeLessThan(0.45);
    }
  });

  test("of one item for each dimension at most begins with the values", () => {
    const [first] = draw(scored, 1, 7);
    expect(dimensionsOf(first?.id ?? "")).toContain("Universalism");
  });

  test("is drawn alike everywhere", () => {
    expect(draw(scored, 5, 42).map(({ id }) => id)).toMatchInlineSnapshot(`
      [
        "1013/2",
        "2902/3",
        "3069/3",
        "3078/4",
        "4003/1",
      ]
    `);
  });
});
