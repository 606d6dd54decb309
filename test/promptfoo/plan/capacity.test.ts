import { expect, test } from "vitest";
import { rowsThatFit, shouldSplit } from "../../../src/promptfoo/plan/capacity.ts";

test("more memory holds more rows, up to what was seen to work", () => {
  expect([512, 1024, 2048, 65_536].map(rowsThatFit)).toEqual([1800, 8200, 21_000, 31_200]);
  expect(rowsThatFit(100)).toBe(0);
});

test("a matrix is split when its rows do not fit, or when it is wider than the table opens quickly", () => {
  expect(shouldSplit(30_000, 8, 30_000)).toBe(false);
  expect(shouldSplit(30_001, 8, 30_000)).toBe(true);
  expect(shouldSplit(100, 9, 30_000)).toBe(true);
});
