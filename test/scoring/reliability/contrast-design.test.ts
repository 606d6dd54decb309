import { sum } from "simple-statistics";
import { describe, expect, it } from "vitest";
import { DIMENSIONS } from "../../../src/instrument/dimensions.ts";
import type { KeyedItem } from "../../../src/instrument/key.ts";
import { recordOf } from "../../../src/lib/record-of.ts";
import { loadItems, loadKey } from "../../../src/release/data.ts";
import {
  contrastDesign,
  contrastItems,
  extendDesign,
} from "../../../src/scoring/reliability/contrast-design.ts";
import { itemRatings } from "../../../src/scoring/score/item-ratings.ts";
import { scoreRun } from "../../../src/scoring/score/score-run.ts";
import { scoredRating } from "../../../src/scoring/score/scored-ratings.ts";
import { releasedRun } from "../../fixtures/released.ts";

const asked = new Set(loadItems().map(({ id }) => id));

describe("contrastItems", () => {
  it.each(["released", "signed"] as const)(
    "weighs ratings so that they sum to the centred score, key %s",
    (id) => {
      const key = loadKey(id);
      const run = releasedRun("gpt-4o-2024-05-13");
      const ratings = itemRatings(run.responses);
      const { scores } = scoreRun(run, key);
      for (const dimension of DIMENSIONS) {
        const { keyed, rest } = contrastItems(key, dimension, asked) ?? { keyed: [], rest: [] };
        const parts = [...keyed, ...rest].map(
          (one) => one.weight * scoredRating(ratings.get(one.item) ?? Number.NaN, one),
        );
        // 7 - rating of a reversed item in the baseline, where the authors take the rating: a constant.
        const reversed = keyed.filter(({ sign }) => sign === -1).length;
        const constant = (7 * reversed) / (keyed.length + rest.length);
        expect(sum(parts) - constant).toBeCloseTo(scores[dimension]?.centred ?? Number.NaN, 10);
      }
    },
  );
});

describe("contrastDesign", () => {
  const key = loadKey("released");

  it("has coefficients that can be computed by hand", () => {
    // Two keyed items of one query and another of the family in the same: weights 1/2 - 1/3 twice and -1/3.
    const small = { ...key, items: { ...key.items } };
    for (const dimension of DIMENSIONS) small.items[dimension] = [];
    small.items.Power = [
      { item: "1008/1", sign: 1 },
      { item: "1008/2", sign: 1 },
    ];
    small.items.Security = [{ item: "1008/3", sign: 1 }];
    const design = contrastDesign(small, "Power", asked);
    expect(design?.keyed.query).toBeCloseTo(1 / 9, 12);
    expect(design?.keyed.item).toBeCloseTo(1 / 18, 12);
    expect(design?.rest.query).toBeCloseTo(1 / 9, 12);
    expect(design?.shared).toBeCloseTo(-2 / 9, 12);
    expect(design).toMatchObject({ items: 2, queries: 1 });
  });

  it("is undefined without a keyed item, and without another item of the family", () => {
    expect(contrastDesign(key, "Power", new Set())).toBeUndefined();
    const alone = new Set(["1006/4"]);
    const items = recordOf(DIMENSIONS, (one): KeyedItem[] =>
      one === "Power" ? [{ item: "1006/4", sign: 1 }] : [],
    );
    expect(contrastDesign({ ...key, items }, "Power", alone)).toBeUndefined();
  });
});

describe("extendDesign", () => {
  it("divides all coefficients", () => {
    const design = contrastDesign(loadKey("released"), "Power", asked);
    if (design === undefined) throw new Error("Power has a design");
    expect(extendDesign(design, 4).keyed.query).toBeCloseTo(design.keyed.query / 4, 15);
    expect(extendDesign(design, 1)).toEqual(design);
    expect(() => extendDesign(design, 0)).toThrow(RangeError);
  });
});
