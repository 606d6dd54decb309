import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../src/lib/random.ts";
import { settledSignFlip } from "../../../src/scoring/uncertainty/settled-sign-flip.ts";
import { signFlip } from "../../../src/scoring/uncertainty/sign-flip.ts";

/** A test whose p is about .05: below it or above as the seed wills with 1,000 permutations. */
const near = Float64Array.from({ length: 60 }, (_, query) => (query % 2 === 0 ? 1.26 : -0.74));
const clear = Float64Array.from({ length: 60 }, () => 1);
const nothing = Float64Array.from({ length: 60 }, (_, query) => (query % 2 === 0 ? 1 : -1));
const SEEDS = Array.from({ length: 12 }, (_, index) => index + 1);

describe("settledSignFlip", () => {
  it("says the same of a test near the threshold whatever the seed", () => {
    const rough = SEEDS.map(
      (seed) => signFlip([near], { resamples: 1000, random: seededRandom(seed) })[0] ?? 1,
    );
    const settled = SEEDS.map(
      (seed) => settledSignFlip([near], { resamples: 1000, seed, alpha: 0.05 })[0] ?? 1,
    );
    expect(new Set(rough.map((p) => p < 0.05)).size).toBe(2);
    expect(Math.max(...settled) - Math.min(...settled)).toBeLessThan(0.004);
    expect(new Set(settled.map((p) => p < 0.05)).size).toBe(1);
  });

  it("leaves alone what is clear, and what Holm's method puts elsewhere", () => {
    const lists = [clear, nothing];
    const options = { resamples: 1000, seed: 3 };
    expect(settledSignFlip(lists, { ...options, alpha: 0.05 })).toEqual(
      signFlip(lists, { resamples: 1000, random: seededRandom(3) }),
    );
  });

  it("leaves p alone that all patterns of signs were tried for", () => {
    // 2 of the 64 patterns reach the sum: .031, within three errors of .05 if 100 had been drawn.
    const six = Float64Array.of(1, 1, 1, 1, 1, 0.5);
    const exact = signFlip([six], { resamples: 100, random: seededRandom(1) });
    expect(settledSignFlip([six], { resamples: 100, seed: 1, alpha: 0.05 })).toEqual(exact);
  });
});
