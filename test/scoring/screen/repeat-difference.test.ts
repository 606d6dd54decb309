import { describe, expect, it } from "vitest";
import { repeatDifference } from "../../../src/scoring/screen/repeat-difference.ts";
import { response } from "../../fixtures/answers.ts";

describe("repeatDifference", () => {
  it("averages over the pairs of repetitions, then over items and variants", () => {
    const responses = [
      response("1008/1", "v1", "1", 0),
      response("1008/1", "v1", "3", 1),
      response("1008/1", "v1", "5", 2),
      response("1008/1", "v2", "4", 0),
      response("1008/1", "v2", "4", 1),
    ];
    expect(repeatDifference(responses)).toBe((8 / 3 + 0) / 2);
  });

  it("takes thousands of repetitions, without making all of their pairs", () => {
    const responses = Array.from({ length: 10_000 }, (_, repeat) =>
      response("1008/1", "v1", repeat % 2 === 0 ? "1" : "6", repeat),
    );
    expect(repeatDifference(responses)).toBeCloseTo((5 * 5000 * 5000) / ((10_000 * 9999) / 2), 12);
  });

  it("does not compare different prompts, nor answers without a rating", () => {
    const responses = [
      response("1008/1", "v1", "1", 0),
      response("1008/1", "v2", "6", 0),
      response("1008/1", "v1", "r", 1),
    ];
    expect(repeatDifference(responses)).toBeUndefined();
  });
});
