import { expect, it } from "vitest";
import { groupBy } from "../../src/lib/group-by.ts";

it("keeps groups in the order in which they first appear, and things in theirs", () => {
  const groups = groupBy(["b1", "a1", "b2"], (name) => name.charAt(0));
  expect([...groups]).toEqual([
    ["b", ["b1", "b2"]],
    ["a", ["a1"]],
  ]);
});
