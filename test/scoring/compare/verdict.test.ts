import { expect, test } from "vitest";
import type { Dimension } from "../../../src/instrument/dimensions.ts";
import { type Verdict, verdictNotes } from "../../../src/scoring/compare/verdict.ts";

test("a note stands where an inconclusive difference has an interval or a p that would suggest otherwise", () => {
  const row = (dimension: Dimension, lower: number, upper: number, adjustedP: number, verdict: Verdict) => ({
    dimension,
    interval: { lower, upper },
    adjustedP,
    verdict,
  });
  const notes = verdictNotes([
    row("Power", 0.01, 0.9, 0.3, "inconclusive"),
    row("Security", -0.1, 0.9, 0.03, "inconclusive"),
    row("Hedonism", 0.02, 0.2, 0.04, "equivalent"),
    row("Tradition", 0.4, 0.9, 0.001, "higher"),
    row("Conformity", -0.4, 0.9, 1, "inconclusive"),
    row("Openness", 0.1, 0.9, 0.06, "inconclusive"),
  ]);
  expect([...notes.values()]).toEqual([
    "Power: the interval leaves out 0, but after Holm's correction over 5 values p = .300",
    "Security: after Holm's correction over 5 values p = .030, but the interval holds 0",
    "Openness: the interval leaves out 0, but p = .060",
  ]);
});
