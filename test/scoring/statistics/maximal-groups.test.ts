import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maximalGroups } from "../../../src/scoring/statistics/maximal-groups.ts";

describe("maximalGroups", () => {
  it("gives overlapping groups along a line", () => {
    expect(maximalGroups([1, 2, 3, 5], (one, other) => Math.abs(one - other) < 2)).toEqual([
      [1, 2],
      [2, 3],
      [5],
    ]);
  });

  it("gives one group when all belong together, and one each when none do", () => {
    expect(maximalGroups(["a", "b", "c"], () => true)).toEqual([["a", "b", "c"]]);
    expect(maximalGroups(["a", "b", "c"], () => false)).toEqual([["a"], ["b"], ["c"]]);
    expect(maximalGroups([], () => true)).toEqual([]);
  });

  it("puts two things into a common group exactly when they belong together", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 21, maxLength: 21 }), (edges) => {
        const things = [0, 1, 2, 3, 4, 5, 6];
        const pairs = things.flatMap((one) => things.slice(one + 1).map((other) => `${one}${other}`));
        const together = (one: number, other: number) =>
          edges[pairs.indexOf(one < other ? `${one}${other}` : `${other}${one}`)] === true;
        const groups = maximalGroups(things, together);
        for (const one of things)
          for (const other of things.slice(one + 1))
            expect(groups.some((group) => group.includes(one) && group.includes(other))).toBe(
              together(one, other),
            );
        for (const group of groups)
          expect(groups.filter((other) => group.every((thing) => other.includes(thing)))).toHaveLength(1);
      }),
    );
  });
});
