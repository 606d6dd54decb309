import { describe, expect, it } from "vitest";
import { signAgreement } from "../../../src/scoring/experiments/sign-agreement.ts";

const effects = (...estimates: number[]) => estimates.map((estimate) => ({ estimate }));

describe("signAgreement", () => {
  it("counts cells of the same sign among those that have one on both sides", () => {
    expect(signAgreement(effects(0.3, -0.1, -0.2), [0.1, 0.1, -0.4])).toMatchObject({
      agreeing: 2,
      decided: 3,
      alike: 2,
      cells: 3,
    });
  });

  it("leaves out cells in which people hardly differ, and shifts of 0", () => {
    const found = signAgreement(effects(0.3, 0.3, 0, 1e-17), [0.01, 0.02, 0.3, 0.3]);
    expect(found).toMatchObject({ agreeing: 1, decided: 1, p: 1 });
  });

  it("counts a difference of people of .02 that rounding error has brought below it", () => {
    expect(signAgreement(effects(0.3), [0.03 - 0.01]).decided).toBe(1);
  });

  it("leaves out a shift whose interval holds 0, and keeps one whose interval does not", () => {
    const model = [
      { estimate: 0.2, interval: { lower: -0.1, upper: 0.5 } },
      { estimate: 0.2, interval: { lower: 0.1, upper: 0.3 } },
    ];
    expect(signAgreement(model, [0.5, 0.5])).toMatchObject({ agreeing: 1, decided: 1, alike: 2, cells: 2 });
  });

  it("counts zeros as not above 0 where all cells are counted", () => {
    expect(signAgreement(effects(0, 0, 0.1), [-0.1, 0.1, 0])).toMatchObject({ alike: 1, cells: 3 });
  });
});
