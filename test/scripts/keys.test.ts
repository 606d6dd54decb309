import { describe, expect, it } from "vitest";
import { makeKeys } from "../../scripts/keys.ts";
import { DIMENSIONS, type Dimension } from "../../src/instrument/dimensions.ts";
import { TAGGING_KEY_IDS } from "../../src/instrument/key.ts";
import { loadItems, loadKey, loadSurvey } from "../../src/release/data.ts";
import golden from "../golden/keys.json" with { type: "json" };

const items = new Map(loadItems().map((item) => [item.id, item]));
const made = makeKeys(
  [...items.keys()],
  (item, dimension) => items.get(item)?.loadings[dimension] ?? { rho: Number.NaN, p: Number.NaN },
  loadSurvey(),
);
const counts = (key: Readonly<Record<Dimension, readonly string[]>>) =>
  DIMENSIONS.map((dimension) => key[dimension].length);

describe("makeKeys", () => {
  it.each(TAGGING_KEY_IDS)("makes the embedded key %s from the embedded correlations and survey", (id) => {
    const key = loadKey(id);
    for (const dimension of DIMENSIONS)
      expect(made[id][dimension]).toEqual(
        key.items[dimension].map(({ item, sign }) => (sign === 1 ? item : `-${item}`)),
      );
  });

  it("has the paper's item counts in the released key", () => {
    expect(counts(made.released)).toEqual([
      15, 13, 23, 12, 14, 64, 56, 33, 43, 11, 16, 22, 66, 11, 22, 72, 36, 92, 5,
    ]);
  });

  it("tags the items that scipy tags when each rater's mean is taken off first", () => {
    expect(made["style-centred"]).toEqual(golden.styleCentred);
    expect(counts(made["style-centred"]).slice(0, 10)).toEqual([48, 43, 13, 19, 23, 26, 29, 18, 17, 32]);
  });

  it("contains the released key in the signed one, and otherwise reversed items only", () => {
    for (const dimension of DIMENSIONS)
      expect(made.signed[dimension].filter((entry) => !entry.startsWith("-"))).toEqual(
        made.released[dimension],
      );
  });
});
