import fc from "fast-check";
import { sampleCorrelation } from "simple-statistics";
import { describe, expect, it } from "vitest";
import { midranks } from "../../../src/scoring/statistics/midranks.ts";
import { spearman } from "../../../src/scoring/statistics/spearman.ts";
import golden from "../../golden/spearman.json" with { type: "json" };

const pairs = fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: -9, max: 9 })), {
  minLength: 3,
  maxLength: 30,
});
const split = (rows: readonly (readonly [number, number])[]) =>
  [rows.map(([x]) => x), rows.map(([, y]) => y)] as const;

describe("spearman", () => {
  it.each(golden.spearman)("agrees with scipy on tied samples, rho $rho", ({ xs, ys, rho, p }) => {
    const loading = spearman(xs, ys);
    expect(Math.abs((loading?.rho ?? Number.NaN) - rho)).toBeLessThan(1e-12);
    expect(Math.abs((loading?.p ?? Number.NaN) - p)).toBeLessThan(1e-12);
  });

  it("is undefined when all values on one side are equal", () => {
    expect(spearman([4, 4, 4], [1, 2, 3])).toBeUndefined();
  });

  it("has p = 0 when the order is the same on both sides", () => {
    expect(spearman([1, 2, 3, 4], [10, 20, 30, 40])).toEqual({ rho: 1, p: 0 });
  });

  it("refuses samples that are not pairs, or too few to have a p", () => {
    expect(() => spearman([1, 2, 3], [1, 2])).toThrow(RangeError);
    expect(() => spearman([1, 2], [1, 2])).toThrow(RangeError);
  });

  it("is Pearson's correlation of the midranks", () => {
    fc.assert(
      fc.property(pairs, (rows) => {
        const [xs, ys] = split(rows);
        const rho = spearman(xs, ys)?.rho;
        if (rho === undefined) return;
        const pearson = sampleCorrelation([...midranks(xs)], [...midranks(ys)]);
        expect(rho).toBeCloseTo(pearson, 12);
      }),
    );
  });

  it("does not depend on the order of the pairs, nor on an increasing transformation", () => {
    fc.assert(
      fc.property(pairs, (rows) => {
        const [xs, ys] = split(rows);
        const [reversedXs, reversedYs] = split(rows.toReversed());
        const rho = spearman(xs, ys)?.rho;
        if (rho === undefined) return;
        expect(spearman(reversedXs, reversedYs)?.rho ?? Number.NaN).toBeCloseTo(rho, 12);
        expect(
          spearman(
            xs,
            ys.map((y) => y ** 3 + 7),
          )?.rho ?? Number.NaN,
        ).toBeCloseTo(rho, 12);
      }),
    );
  });
});
