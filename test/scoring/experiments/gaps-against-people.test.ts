import { describe, expect, it } from "vitest";
import type { Value } from "../../../src/instrument/dimensions.ts";
import { builtInGap, heldAgainst } from "../../fixtures/held-against-people.ts";

const gapOf = (gaps: Partial<Record<Value, number>>, value: Value) =>
  heldAgainst(gaps).ends.gaps?.find((gap) => gap.value === value);

describe("gapsAgainstPeople", () => {
  const built = builtInGap();

  it("finds a gap that is wider than people's, narrower, and as wide", () => {
    expect(built).toBeGreaterThan(0.8);
    expect(gapOf({ Hedonism: 0.1 }, "Hedonism")).toMatchObject({ verdict: "widened" });
    expect(gapOf({ Hedonism: 0.1 }, "Hedonism")?.excess).toBeCloseTo(built - 0.1, 12);
    expect(gapOf({ Hedonism: built + 1.5 }, "Hedonism")).toMatchObject({ verdict: "narrowed" });
    expect(["alike", "undecided"]).toContain(gapOf({ Hedonism: built }, "Hedonism")?.verdict);
  });

  it("tests the excess and not the gap: a gap that is people's own has p of 1", () => {
    const gap = gapOf({ Hedonism: built }, "Hedonism");
    expect(gap?.excess).toBeCloseTo(0, 12);
    expect(gap?.adjustedP).toBeCloseTo(1, 12);
    expect(gapOf({ Hedonism: 0.1 }, "Hedonism")?.adjustedP).toBeLessThan(0.05);
  });

  it("says that a gap is the other way round by the contrast's own verdict, in people's direction", () => {
    const gap = gapOf({ Hedonism: -0.1 }, "Hedonism");
    expect(gap).toMatchObject({ verdict: "reversed", people: -0.1 });
    expect(gap?.excess).toBeCloseTo(-built - 0.1, 12);
  });

  it("has no gap where people do not differ by .02", () => {
    expect(heldAgainst({ Hedonism: 0.5, Power: 0.019 }).ends.gaps?.map(({ value }) => value)).toEqual([
      "Hedonism",
    ]);
  });

  it("claims nothing where conditions differ as people do", () => {
    const rows = heldAgainst({}).ends.differences;
    const same = Object.fromEntries(
      rows.flatMap((one) => (one.kind === "compared" ? [[one.dimension, one.difference]] : [])),
    );
    for (const { verdict } of heldAgainst(same).ends.gaps ?? [])
      expect(["alike", "undecided"]).toContain(verdict);
  });
});
