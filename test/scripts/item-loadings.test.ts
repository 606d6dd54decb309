import { expect, it } from "vitest";
import { itemLoadings } from "../../scripts/item-loadings.ts";
import { DIMENSIONS } from "../../src/instrument/dimensions.ts";
import { recordOf } from "../../src/lib/record-of.ts";
import { loadKey, loadSurvey } from "../../src/release/data.ts";
import golden from "../golden/weighted-key.json" with { type: "json" };

const key = loadKey("weighted");
const embedded = key.kind === "weighing" ? key.loadings : new Map();
const made = itemLoadings(loadSurvey());

it("makes the embedded loadings and means from the embedded survey", () => {
  expect(new Map([...made].toSorted())).toEqual(embedded);
});

it("agrees with numpy on an item, and on the sum of all absolute loadings of each dimension", () => {
  const { human, loadings } = made.get(golden.item.id) ?? {};
  expect(human).toBeCloseTo(golden.item.human, 9);
  for (const [index, dimension] of DIMENSIONS.entries())
    expect(loadings?.[dimension], dimension).toBeCloseTo(golden.item.loadings[index] ?? Number.NaN, 9);
  const sums = recordOf(DIMENSIONS, (dimension) =>
    [...made.values()].reduce((sum, item) => sum + Math.abs(item.loadings[dimension]), 0),
  );
  for (const dimension of DIMENSIONS) expect(sums[dimension]).toBeCloseTo(golden.sums[dimension], 7);
});
