import { describe, expect, it } from "vitest";
import { modalShare } from "../../../src/scoring/screen/modal-share.ts";
import { answers, madeUpRun } from "../../fixtures/answers.ts";
import { releasedRun } from "../../fixtures/released.ts";

describe("modalShare", () => {
  it("is 1 for a respondent who gives one answer to everything", () => {
    expect(modalShare(madeUpRun(() => "4").responses)).toEqual({ share: 1, rating: 4 });
  });

  it("counts within each prompt, so that always picking the second option is straight-lining", () => {
    const picksSecond = madeUpRun((_, variant) => (variant.endsWith("reversed") ? "2" : "5"));
    expect(modalShare(picksSecond.responses)?.share).toBe(1);
  });

  it("averages the prompts and names the most frequent rating over all", () => {
    const responses = [...answers("1008/1", "44"), ...answers("1008/2", "45"), ...answers("1008/3", "3r")];
    expect(modalShare(responses)).toEqual({ share: (2 / 3 + 1 / 2) / 2, rating: 4 });
  });

  it("is undefined without a rating", () => {
    expect(modalShare(answers("1008/1", "ra"))).toBeUndefined();
  });

  it.each([
    ["claude-3-5-haiku-20241022", 0.97],
    ["claude-3-sonnet-20240229", 0.92],
    ["llama-3.1-8b-instruct", 0.91],
  ])("finds the straight-lining of %s", (model, share) => {
    expect(modalShare(releasedRun(model).responses)?.share).toBeCloseTo(share, 2);
  });
});
