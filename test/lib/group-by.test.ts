import { expect, it } from "vitest";
import { countBy, getOrAdd, groupBy } from "../../src/lib/group-by.ts";

it("keeps groups in the order in which they first appear, and things in theirs", () => {
  const groups = groupBy(["b1", "a1", "b2"], (name) => name.charAt(0));
  expect([...groups]).toEqual([
    ["b", ["b1", "b2"]],
    ["a", ["a1"]],
  ]);
});

it("counts things in the order in which they first appear", () => {
  expect([...countBy(["b", "a", "b"])]).toEqual([
    ["b", 2],
    ["a", 1],
  ]);
});

it("makes what a map lacks, and only that", () => {
  const map = new Map([["a", 1]]);
  expect([getOrAdd(map, "a", () => 9), getOrAdd(map, "b", () => 2), map.get("b")]).toEqual([1, 2, 2]);
});
