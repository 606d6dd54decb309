import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  boundsText,
  countText,
  decimals,
  percent,
  pPhrase,
  pText,
  shareText,
  signed,
} from "../../src/lib/number-text.ts";

describe("numbers as text", () => {
  it("gives no rounded 0 a sign", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -10, max: 10, noNaN: true }),
        fc.integer({ min: 0, max: 4 }),
        (value, digits) => {
          for (const text of [decimals(value, digits), signed(value, digits)]) {
            expect(text).not.toMatch(/^[-+]0(\.0*)?$/);
            expect(Number(text)).toBe(Number(value.toFixed(digits)) + 0);
          }
        },
      ),
    );
  });

  it("marks what is above 0", () => {
    expect([signed(0.4658), signed(-0.4658), signed(0.001), signed(-0.001)]).toEqual([
      "+0.47",
      "-0.47",
      "0.00",
      "0.00",
    ]);
    expect(boundsText({ lower: -0.021, upper: 0.4 })).toBe("[-0.02, +0.40]");
  });

  it("says of a small p only that it is small", () => {
    expect([pText(0.0302), pText(0.0002), pText(1), pPhrase(0.0302), pPhrase(0.0002)]).toEqual([
      ".030",
      "< .001",
      "1.000",
      "p = .030",
      "p < .001",
    ]);
  });

  it("never calls a share 0 or 100 percent that is neither", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, minExcluded: true, maxExcluded: true, noNaN: true }),
        (share) => {
          expect(["0%", "0.0%", "100%", "100.0%"]).not.toContain(shareText(share));
        },
      ),
    );
    expect([shareText(0), shareText(1), shareText(0.5), shareText(0.9986), percent(0.971, 1)]).toEqual([
      "0%",
      "100%",
      "50%",
      "99.9%",
      "97.1%",
    ]);
  });

  it("sets thousands apart", () => {
    expect(countText(49_452)).toBe("49,452");
  });
});
