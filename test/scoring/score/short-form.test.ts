import { expect, test } from "vitest";
import { loadKey } from "../../../src/release/data.ts";
import { informativeItems } from "../../../src/scoring/score/short-form.ts";
import golden from "../../golden/short-form.json" with { type: "json" };

const key = loadKey("weighted");
if (key.kind !== "weighing") throw new Error("the weighted key weighs");

test("takes the items that numpy takes", () => {
  expect(informativeItems(key, 200)).toEqual(golden.items);
});

test("a shorter form lies within a longer one, and all items are the whole", () => {
  const longer = new Set(informativeItems(key, 317));
  expect(informativeItems(key, 60).every((item) => longer.has(item))).toBe(true);
  expect(informativeItems(key, 520)).toEqual([...key.loadings.keys()]);
  expect(() => informativeItems(key, 521)).toThrow(RangeError);
});
