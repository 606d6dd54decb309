import { mean, standardDeviation } from "simple-statistics";
import { expect, test } from "vitest";
import { seededRandom } from "../../src/lib/random.ts";

test("the same seed gives the same numbers", () => {
  const [one, other] = [seededRandom(42), seededRandom(42)];
  expect(Array.from({ length: 100 }, one)).toEqual(Array.from({ length: 100 }, other));
});

test("near seeds start with unrelated numbers, spread evenly over [0, 1)", () => {
  const first = Array.from({ length: 2000 }, (_, seed) => seededRandom(seed)());
  // A uniform sample of 2,000 has its mean and SD within four standard errors of .5 and .2887.
  expect(Math.abs(mean(first) - 0.5)).toBeLessThan(0.026);
  expect(Math.abs(standardDeviation(first) - 1 / Math.sqrt(12))).toBeLessThan(0.015);
  const steps = first.slice(1).map((value, index) => Math.abs(value - (first[index] ?? 0)));
  expect(mean(steps)).toBeGreaterThan(0.3);
});
