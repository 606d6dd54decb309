import { mean } from "simple-statistics";
import { describe, expect, it } from "vitest";
import { VALUES } from "../../../src/instrument/dimensions.ts";
import { loadItems, loadKey } from "../../../src/release/data.ts";
import { contrastComponents } from "../../../src/scoring/reliability/contrast-components.ts";
import { contrastDesign, extendDesign } from "../../../src/scoring/reliability/contrast-design.ts";
import { contrastVariance, expectedSe, plannedSe } from "../../../src/scoring/reliability/d-study.ts";
import { ratingTable } from "../../../src/scoring/reliability/rating-table.ts";
import type { ContrastComponents } from "../../../src/scoring/reliability/reliability.ts";
import { releasedRun } from "../../fixtures/released.ts";
import golden from "../../golden/reliability.json" with { type: "json" };

const key = loadKey("released");
const asked = new Set(loadItems().map(({ id }) => id));

function study(model: string, dimension: (typeof VALUES)[number]) {
  const components = contrastComponents(ratingTable(releasedRun(model).responses), key, dimension);
  const design = contrastDesign(key, dimension, asked);
  if (components === undefined || design === undefined) throw new Error(`${dimension} can be studied`);
  return { components, design };
}

/** All variances 1 but that of the score between prompts, 2. */
const ONES: ContrastComponents = {
  keyed: { query: 1, item: 1, variant: 1, queryByVariant: 1, residual: 1, queries: 9, items: 9, variants: 6 },
  rest: { query: 1, item: 1, variant: 1, queryByVariant: 1, residual: 1, queries: 9, items: 9, variants: 6 },
  shared: { query: 0.5, queryByVariant: 0.5 },
  dimensionByVariant: 2,
};
const DESIGN = {
  keyed: { query: 4, item: 3 },
  rest: { query: 2, item: 1 },
  shared: -2,
  items: 9,
  queries: 9,
};

describe("expectedSe", () => {
  it("can be computed by hand", () => {
    // (4 + 3 + 2 + 1 - 2 * .5) * (1 + 1/2) = 13.5, and 2/2 on top.
    const { samePrompts, newPrompts } = expectedSe(ONES, DESIGN, 2);
    expect(samePrompts).toBeCloseTo(Math.sqrt(13.5), 12);
    expect(newPrompts).toBeCloseTo(Math.sqrt(14.5), 12);
  });

  it("halves with four times as many queries of the same make-up", () => {
    const { samePrompts } = expectedSe(ONES, extendDesign(DESIGN, 4), 2);
    expect(samePrompts).toBeCloseTo(Math.sqrt(13.5) / 2, 12);
  });

  it("is undefined where the variance is not positive", () => {
    const keyed = { ...ONES.keyed, query: -9 };
    expect(expectedSe({ ...ONES, keyed }, DESIGN, 6)).toEqual({
      samePrompts: undefined,
      newPrompts: undefined,
    });
  });

  it("says nothing about other numbers of variants when one was studied", () => {
    const single = { query: 1, item: 1, variant: undefined, queryByVariant: undefined, residual: undefined };
    const keyed = { ...single, queries: 9, items: 9, variants: 1 };
    const components = {
      keyed,
      rest: keyed,
      shared: { query: 0, queryByVariant: undefined },
      dimensionByVariant: undefined,
    };
    expect(expectedSe(components, DESIGN, 1)).toEqual({ samePrompts: Math.sqrt(10), newPrompts: undefined });
    expect(expectedSe(components, DESIGN, 2).samePrompts).toBeUndefined();
  });

  it.each(Object.entries(golden.study))(
    "agrees with the bootstrap over queries by numpy on %s",
    (model, { bootstrap }) => {
      const ratios = VALUES.map((dimension) => {
        const { components, design } = study(model, dimension);
        return (expectedSe(components, design, 6).samePrompts ?? Number.NaN) / bootstrap[dimension];
      });
      // The bootstrap is uncertain itself where a dimension has some ten queries, or a model one answer.
      for (const ratio of ratios) expect(Math.abs(Math.log(ratio))).toBeLessThan(Math.log(1.7));
      expect(mean(ratios)).toBeGreaterThan(0.9);
      expect(mean(ratios)).toBeLessThan(1.1);
    },
  );
});

describe("contrastVariance", () => {
  it.each(Object.entries(golden.study))("agrees with numpy's full error matrix on %s", (model, expected) => {
    for (const dimension of ["Benevolence", "Power"] as const) {
      const { components } = study(model, dimension);
      const design = contrastDesign(key, dimension, new Set(ratingTable(releasedRun(model).responses).items));
      if (design === undefined) throw new Error("there is a design");
      expect(contrastVariance(components, design, 6)).toBeCloseTo(expected[dimension].variance[6], 10);
      expect(contrastVariance(components, design, 2)).toBeCloseTo(expected[dimension].variance[2], 10);
    }
  });
});

describe("plannedSe", () => {
  it("gives quartiles over models", () => {
    const models = [1, 4, 9].map((times) => ({
      ...ONES,
      shared: ONES.shared,
      keyed: { ...ONES.keyed, query: times },
    }));
    const planned = plannedSe(models, DESIGN, 6, "samePrompts");
    expect(planned?.models).toBe(3);
    expect(planned?.median).toBeCloseTo(expectedSe(models[1] ?? ONES, DESIGN, 6).samePrompts ?? 0, 12);
    expect(planned?.lower).toBeLessThan(planned?.upper ?? 0);
  });

  it("is undefined when no model has an estimate", () => {
    expect(plannedSe([], DESIGN, 6, "newPrompts")).toBeUndefined();
  });
});
