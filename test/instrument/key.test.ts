import { describe, expect, it } from "vitest";
import { FAMILIES } from "../../src/instrument/dimensions.ts";
import { commonKey, dimensionsByItem, familyItems, withoutItems } from "../../src/instrument/key.ts";
import { loadKey } from "../../src/release/data.ts";

describe("commonKey", () => {
  it("names the key that all profiles share", () => {
    expect(commonKey([{ key: "rule" }, { key: "rule" }])).toBe("rule");
  });

  it("refuses to set scores under different keys side by side", () => {
    expect(() => commonKey([{ key: "released" }, { key: "signed" }])).toThrow(
      "scores under different keys cannot be compared: released, signed",
    );
  });

  it("refuses no profiles", () => {
    expect(() => commonKey([])).toThrow(RangeError);
  });
});

it("lists the dimensions of an item that measures several", () => {
  expect(dimensionsByItem(loadKey("released")).get("1024/2")).toEqual(
    expect.arrayContaining(["Conformity", "Tradition"]),
  );
});

it("takes items out of every dimension", () => {
  const key = withoutItems(loadKey("signed"), ["1024/2"]);
  expect(dimensionsByItem(key).has("1024/2")).toBe(false);
});

it("counts an item once that several dimensions of a family are keyed to", () => {
  const sizes = FAMILIES.map((family) => familyItems(loadKey("released"), family).length);
  expect(sizes).toEqual([221, 114, 174]);
});
