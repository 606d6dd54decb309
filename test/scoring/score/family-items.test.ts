import { expect, it } from "vitest";
import { loadKey } from "../../../src/release/data.ts";
import { familyItems } from "../../../src/scoring/score/family-items.ts";

it("counts an item once that several dimensions of the family are keyed to", () => {
  const key = loadKey("released");
  const sizes = (["values", "higher_order", "traits"] as const).map(
    (family) => familyItems(key, family).length,
  );
  expect(sizes).toEqual([221, 114, 174]);
});
