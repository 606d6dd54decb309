import { expect, test } from "vitest";
import { recordOf } from "../../src/lib/record-of.ts";

test("a record has an entry for each name, in their order", () => {
  const record = recordOf(["b", "a"], (name, index) => `${name}${index}`);
  expect(Object.entries(record)).toEqual([
    ["b", "b0"],
    ["a", "a1"],
  ]);
});
