import { describe, expect, it } from "vitest";
import { familyItems } from "../../../src/instrument/key.ts";
import { VARIANTS } from "../../../src/instrument/variant.ts";
import { loadKey } from "../../../src/release/data.ts";
import { type RatingTable, ratingTable } from "../../../src/scoring/reliability/rating-table.ts";
import { varianceComponents } from "../../../src/scoring/reliability/variance-components.ts";
import { releasedRun } from "../../fixtures/released.ts";
import golden from "../../golden/reliability.json" with { type: "json" };

const COMPONENTS = ["query", "item", "variant", "queryByVariant", "residual"] as const;

/**
 * Brennan (2001), table 3.2, synthetic data set 4: ten persons, three tasks, four raters for each task. Persons
 * stand for variants, tasks for queries, raters for items.
 */
const BRENNAN = [
  [5, 6, 5, 5, 5, 3, 4, 5, 6, 7, 3, 3],
  [9, 3, 7, 7, 7, 5, 5, 5, 7, 7, 5, 2],
  [3, 4, 3, 3, 5, 3, 3, 5, 6, 5, 1, 6],
  [7, 5, 5, 3, 3, 1, 4, 3, 5, 3, 3, 5],
  [9, 2, 9, 7, 7, 7, 3, 7, 2, 7, 5, 3],
  [3, 4, 3, 5, 3, 3, 6, 3, 4, 5, 1, 2],
  [7, 3, 7, 7, 7, 5, 5, 7, 5, 5, 5, 4],
  [5, 8, 5, 7, 7, 5, 5, 4, 3, 2, 1, 1],
  [9, 9, 8, 8, 6, 6, 6, 5, 5, 8, 1, 1],
  [4, 4, 4, 3, 3, 5, 6, 5, 5, 7, 1, 1],
];

describe("varianceComponents", () => {
  it("finds the published components of Brennan's synthetic data set 4", () => {
    const raters = BRENNAN[0]?.map((_, rater) => rater) ?? [];
    const found = varianceComponents({
      // Only their number matters, and there are six variants.
      variants: BRENNAN.map((_, person) => VARIANTS[person % 6] ?? "v1"),
      items: raters.map((rater) => `100${Math.floor(rater / 4)}/${(rater % 4) + 1}`),
      ratings: raters.map((rater) => BRENNAN.map((row) => row[rater] ?? Number.NaN)),
    });
    expect(found.variant).toBeCloseTo(0.4731, 4);
    expect(found.query).toBeCloseTo(0.3252, 4);
    expect(found.item).toBeCloseTo(0.6475, 4);
    expect(found.queryByVariant).toBeCloseTo(0.5596, 4);
    expect(found.residual).toBeCloseTo(2.3802, 4);
    for (const component of COMPONENTS) expect(found[component]).toBeCloseTo(golden.brennan[component], 10);
  });

  it.each(Object.entries(golden.study))(
    "agrees with numpy's quadratic forms on the value items of %s",
    (model, { values }) => {
      const items = new Set(familyItems(loadKey("released"), "values"));
      const found = varianceComponents(
        ratingTable(releasedRun(model).responses.filter(({ item }) => items.has(item))),
      );
      for (const component of COMPONENTS) expect(found[component]).toBeCloseTo(values[component], 10);
    },
  );

  const table: RatingTable = {
    variants: ["v1", "v2"],
    items: ["1008/1", "1008/2", "1009/1"],
    ratings: [
      [1, 2],
      [4, 4],
      [6, 3],
    ],
  };

  it("puts what it cannot tell apart into the finer component", () => {
    const single = varianceComponents({ ...table, items: ["1008/1", "1009/1", "1010/1"] });
    expect(single).toMatchObject({
      query: undefined,
      queryByVariant: undefined,
      queries: 3,
      items: 3,
      variants: 2,
    });
    // The variance of the item means 1.5, 4 and 4.5 is 31/12, half the residual's 13/3 / 2 in it.
    expect((single.item ?? 0) + (single.residual ?? 0) / 2).toBeCloseTo(31 / 12, 12);
    const once = varianceComponents({
      ...table,
      variants: ["v1"],
      ratings: table.ratings.map(([first = 0]) => [first]),
    });
    expect(once).toMatchObject({ variant: undefined, queryByVariant: undefined, residual: undefined });
    expect(once.item).toBeCloseTo(4.5, 12);
  });

  it("has no components without ratings", () => {
    expect(varianceComponents({ variants: [], items: [], ratings: [] })).toMatchObject({
      query: undefined,
      item: undefined,
    });
  });
});
