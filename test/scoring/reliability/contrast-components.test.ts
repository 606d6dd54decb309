import { describe, expect, it } from "vitest";
import { loadKey } from "../../../src/release/data.ts";
import { contrastComponents } from "../../../src/scoring/reliability/contrast-components.ts";
import { ratingTable } from "../../../src/scoring/reliability/rating-table.ts";
import { madeUpRun } from "../../fixtures/answers.ts";
import { releasedRun } from "../../fixtures/released.ts";
import golden from "../../golden/reliability.json" with { type: "json" };

const COMPONENTS = ["query", "item", "variant", "queryByVariant", "residual"] as const;
const STUDIES = [
  ["Benevolence", "released", "Benevolence"],
  ["Power", "released", "Power"],
  ["Tradition", "signed", "signed Tradition"],
] as const;

describe("contrastComponents", () => {
  it.each(Object.entries(golden.study))("agrees with numpy's quadratic forms on %s", (model, study) => {
    const table = ratingTable(releasedRun(model).responses);
    for (const [dimension, key, name] of STUDIES) {
      const found = contrastComponents(table, loadKey(key), dimension);
      for (const set of ["keyed", "rest"] as const)
        for (const component of COMPONENTS)
          expect(found?.[set][component]).toBeCloseTo(study[name][set][component], 9);
      expect(found?.shared.query).toBeCloseTo(study[name].shared.query, 9);
      expect(found?.shared.queryByVariant).toBeCloseTo(study[name].shared.queryByVariant, 9);
      expect(found?.dimensionByVariant).toBeCloseTo(study[name].dimensionByVariant, 9);
    }
  });

  it("finds no variance in one answer to everything", () => {
    const found = contrastComponents(
      ratingTable(madeUpRun(() => "4").responses),
      loadKey("released"),
      "Power",
    );
    expect(found?.keyed).toMatchObject({ query: 0, item: 0, variant: 0, queryByVariant: 0, residual: 0 });
    expect(found?.dimensionByVariant).toBeCloseTo(0, 12);
  });

  it("is undefined for an empty table", () => {
    expect(contrastComponents(ratingTable([]), loadKey("released"), "Power")).toBeUndefined();
  });
});
