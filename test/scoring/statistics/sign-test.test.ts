import { describe, expect, it } from "vitest";
import { signTest } from "../../../src/scoring/statistics/sign-test.ts";
import golden from "../../golden/experiments.json" with { type: "json" };

describe("signTest", () => {
  it("counts sequences of tosses: 2 of 16 are all alike", () => {
    expect(signTest(4, 4)).toBeCloseTo(2 / 16, 15);
    expect(signTest(9, 10)).toBeCloseTo(22 / 1024, 15);
  });

  it("is 1 at the middle and without a toss", () => {
    expect(signTest(5, 10)).toBe(1);
    expect(signTest(0, 0)).toBe(1);
  });

  it.each(golden.signTests)("agrees with scipy: $successes of $n", ({ successes, n, p }) => {
    expect(signTest(successes, n) / p).toBeCloseTo(1, 9);
  });

  it("refuses more successes than tosses", () => {
    expect(() => signTest(3, 2)).toThrow(RangeError);
    expect(() => signTest(0.5, 2)).toThrow(RangeError);
  });
});
