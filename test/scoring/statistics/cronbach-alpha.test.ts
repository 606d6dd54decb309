import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cronbachAlpha } from "../../../src/scoring/statistics/cronbach-alpha.ts";

const tables = fc.array(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 4, maxLength: 4 }), {
  minLength: 3,
  maxLength: 12,
});

describe("cronbachAlpha", () => {
  it("is 1 when items rank respondents alike at equal distances", () => {
    expect(
      cronbachAlpha([
        [1, 2],
        [2, 3],
        [3, 4],
      ]),
    ).toBe(1);
  });

  it("can be computed by hand", () => {
    // Item variances 1 and 1/3, totals 2, 3, 5 with variance 7/3: 2 (1 - (4/3) / (7/3)) = 6/7.
    expect(
      cronbachAlpha([
        [1, 1],
        [2, 1],
        [3, 2],
      ]),
    ).toBeCloseTo(6 / 7, 12);
  });

  it("is negative when items pull apart", () => {
    const alpha = cronbachAlpha([
      [1, 5],
      [2, 3],
      [3, 2],
    ]);
    expect(alpha).toBeLessThan(0);
  });

  it("is undefined when all totals are equal", () => {
    expect(
      cronbachAlpha([
        [1, 3],
        [2, 2],
        [3, 1],
      ]),
    ).toBeUndefined();
  });

  it("does not depend on the order of respondents, nor on the level of an item", () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const alpha = cronbachAlpha(rows);
        const moved = rows.toReversed().map(([first = 0, ...others]) => [first + 7, ...others]);
        if (alpha === undefined) expect(cronbachAlpha(moved)).toBeUndefined();
        else expect(cronbachAlpha(moved)).toBeCloseTo(alpha, 8);
      }),
    );
  });

  it("requires two items and two respondents", () => {
    expect(() => cronbachAlpha([[1], [2]])).toThrow("cronbachAlpha requires at least two items");
    expect(() => cronbachAlpha([[1, 2]])).toThrow("cronbachAlpha requires at least two respondents");
  });
});
