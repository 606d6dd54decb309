import { expect, test } from "vitest";
import type { Dimension } from "../../../src/instrument/dimensions.ts";
import type { HumanComparison } from "../../../src/scoring/people/compare-with-humans.ts";
import { humanTests } from "../../../src/scoring/people/human-tests.ts";
import { studentInterval } from "../../../src/scoring/uncertainty/uncertainty.ts";
import golden from "../../golden/human-tests.json" with { type: "json" };

type Row = { readonly difference: number; readonly se: number; readonly queries: number };

function comparison(dimension: Dimension, { difference, se, queries }: Row): HumanComparison {
  const interval = studentInterval(difference, { se, degreesOfFreedom: queries - 1 }, 0.95);
  return {
    dimension,
    model: difference,
    human: 0,
    difference,
    se,
    interval,
    bootstrapInterval: interval,
    percentile: undefined,
    items: queries,
    queries,
    replicates: 1000,
  };
}

// The golden file has the names of dimensions as strings.
const comparisons = golden.map((row) => comparison(row.dimension as Dimension, row));

test("agrees with scipy on p, adjusted within each family", () => {
  for (const [index, tested] of humanTests(comparisons).entries()) {
    expect(tested.p).toBeCloseTo(golden[index]?.p ?? Number.NaN, 12);
    expect(tested.adjustedP).toBeCloseTo(golden[index]?.adjustedP ?? Number.NaN, 12);
  }
});

test("a difference is only real where its own 95% interval leaves out 0", () => {
  const real = humanTests(comparisons).filter(({ differs }) => differs);
  expect(real.map(({ dimension }) => dimension)).toEqual([
    "Universalism",
    "Benevolence",
    "Power",
    "Openness",
  ]);
  for (const { interval } of real)
    expect((interval?.lower ?? 0) > 0 || (interval?.upper ?? 0) < 0).toBe(true);
});

test("what has no interval is not tested and does not count as a test", () => {
  const [first] = comparisons;
  if (first === undefined) throw new Error("a golden row");
  const [tested, ...others] = humanTests([first, { ...first, dimension: "Power", interval: undefined }]);
  expect(others).toEqual([]);
  expect(tested?.adjustedP).toBe(tested?.p);
});
