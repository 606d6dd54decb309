import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../src/lib/random.ts";
import { nullContributions, signFlip } from "../../../src/scoring/uncertainty/sign-flip.ts";
import golden from "../../golden/comparison.json" with { type: "json" };

describe("signFlip", () => {
  it("tries all patterns of a small sample: 2 of 8 reach three equal contributions", () => {
    expect(signFlip([Float64Array.of(1, 1, 1)], { resamples: 100, random: never })).toEqual([0.25]);
  });

  it.each(golden.exact)(
    "agrees with enumeration and with scipy on $contributions",
    ({ contributions, p, scipy }) => {
      const [ours] = signFlip([Float64Array.from(contributions)], { resamples: 1000, random: never });
      expect(ours).toBe(p);
      expect(ours).toBe(scipy);
    },
  );

  it("comes close to the exact p by drawing", () => {
    const contributions = Float64Array.of(0.3, 0.9, -0.1, 0.4, 0.2, 0.7, 0.05, 0.6, -0.2, 0.35);
    const [exact = 0] = signFlip([contributions], { resamples: 1024, random: never });
    const [drawn = 0] = signFlip([contributions], { resamples: 1023, random: seededRandom(3) });
    // One SE is sqrt(p (1 - p) / 1023), at most .006 here.
    expect(Math.abs(drawn - exact)).toBeLessThan(0.02);
  });

  it("is never 0 when patterns are drawn", () => {
    const many = new Float64Array(60).fill(1);
    expect(signFlip([many], { resamples: 999, random: seededRandom(1) })).toEqual([1 / 1000]);
  });

  it("is 1 when nothing differs", () => {
    expect(signFlip([new Float64Array(60)], { resamples: 100, random: seededRandom(1) })).toEqual([1]);
  });

  it("is 1 when what differs is rounding error", () => {
    const noise = new Float64Array(60).fill(1e-16);
    expect(signFlip([noise], { resamples: 100, random: seededRandom(1) })).toEqual([1]);
  });

  it("does not depend on the sign of all contributions, nor on the other lists", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 20, maxLength: 30 }),
        (list) => {
          const contributions = Float64Array.from(list);
          const flip = (lists: Float64Array[]) =>
            signFlip(lists, { resamples: 200, random: seededRandom(5) });
          const [p] = flip([contributions]);
          expect(flip([new Float64Array(list.length), contributions.map((c) => -c)])).toEqual([1, p]);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("refuses fewer than 100 permutations", () => {
    expect(() => signFlip([], { resamples: 99, random: never })).toThrow(RangeError);
  });
});

describe("nullContributions", () => {
  const contrast = {
    of: { sums: Float64Array.of(1, 5), counts: Float64Array.of(1, 2) },
    against: { sums: Float64Array.of(3, 6), counts: Float64Array.of(2, 2) },
  };

  it("sum to the difference of means whatever the level", () => {
    for (const level of [0, 1, 2.25])
      expect(nullContributions(contrast, level).reduce((sum, c) => sum + c, 0)).toBeCloseTo(2 - 9 / 4, 14);
  });

  it("are 0 when all ratings differ by the level", () => {
    const shifted = { sums: Float64Array.of(2, 4), counts: Float64Array.of(1, 2) };
    expect(nullContributions({ of: shifted, against: shifted }, 2)).toEqual(Float64Array.of(0, 0));
  });
});

function never(): number {
  throw new Error("an exact test draws nothing");
}
