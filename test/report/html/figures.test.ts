import { expect, test } from "vitest";
import { bounds, enumerate, plain, share, signed } from "../../../src/report/html/figures.ts";

test("figures have two decimals, a sign and a real minus, and a rounded 0 has no sign", () => {
  expect([0.4658, -0.2, -0.001, undefined].map(signed)).toEqual(["+0.47", "−0.20", "0.00", "–"]);
  expect(bounds({ lower: -0.021, upper: 0.4 })).toBe("[−0.02, +0.40]");
  expect(plain(-1.25, 1)).toBe("−1.3");
});

test("a share that is not quite nothing or everything does not round to it", () => {
  expect([0, 0.0004, 0.0056, 0.31, 0.9986, 1].map(share)).toEqual([
    "0%",
    "< 0.1%",
    "0.6%",
    "31%",
    "99.9%",
    "100%",
  ]);
});

test("names stand in a row as in a sentence", () => {
  expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(enumerate)).toEqual(["", "a", "a and b", "a, b and c"]);
});
