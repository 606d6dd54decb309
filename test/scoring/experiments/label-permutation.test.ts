import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../src/lib/random.ts";
import { labelPermutationP } from "../../../src/scoring/experiments/label-permutation.ts";

const settings = () => ({ permutations: 10_000, random: seededRandom(42) });

describe("labelPermutationP", () => {
  it("is the share of deals that fit as well: 2 of 6 for three names", () => {
    expect(labelPermutationP([{ model: [1, 2, 3], people: [-1, 0, 1] }], settings())).toBeCloseTo(1 / 3, 1);
  });

  it("is 1 where every deal is alike, and never 0", () => {
    expect(labelPermutationP([{ model: [1, 1], people: [0.2, -0.2] }], settings())).toBe(1);
    const ten = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];
    const centred = ten.map((one) => one - 102.3);
    expect(labelPermutationP([{ model: centred, people: centred }], settings())).toBeGreaterThan(0);
  });

  it("takes the same condition twice for no more evidence than once", () => {
    const pair = { model: [0.1, 0.5, -0.2, -0.4, 0], people: [0.2, 0.3, 0, -0.4, -0.1] };
    expect(labelPermutationP([pair, pair], settings())).toBe(labelPermutationP([pair], settings()));
  });

  it("gives the same p for the same seed, and does not hang on the scale of the shifts", () => {
    const [model, people] = [
      [0.1, 0.5, -0.2, -0.4, 0],
      [0.2, 0.3, 0, -0.4, -0.1],
    ];
    const longer = model.map((shift) => 3 * shift);
    expect(labelPermutationP([{ model: longer, people }], settings())).toBe(
      labelPermutationP([{ model, people }], settings()),
    );
  });
});
