import { expect, it } from "vitest";
import { judge, MODAL_SHARE, RELIABILITY } from "../../../src/scoring/screen/screen-thresholds.ts";

it("warns beyond the first limit and stops beyond the second", () => {
  expect([0.5, 0.8, 0.95].map((share) => judge(share, MODAL_SHARE))).toEqual([
    "interpretable",
    "with_caution",
    "do_not_interpret",
  ]);
});

it("holds small values for bad where the second limit is the smaller", () => {
  expect([0.95, 0.8, 0.5].map((reliability) => judge(reliability, RELIABILITY))).toEqual([
    "interpretable",
    "with_caution",
    "do_not_interpret",
  ]);
});

it("lets a value on a limit pass", () => {
  expect(judge(0.9, MODAL_SHARE)).toBe("with_caution");
  expect(judge(0.9, RELIABILITY)).toBe("interpretable");
});
