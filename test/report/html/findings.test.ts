import { expect, test } from "vitest";
import { findings } from "../../../src/report/html/findings.ts";
import { isApart } from "../../../src/scoring/compare/verdict.ts";
import { reportedModel } from "../../fixtures/html-report.ts";
import { releasedRun } from "../../fixtures/released.ts";

const thinking = reportedModel(releasedRun("claude-3.7-sonnet:thinking"), releasedRun("o1-mini-2024-09-12"), {
  seed: 42,
  resamples: 1000,
  over: "queries",
  margin: 0.3,
});
const gpt = reportedModel(releasedRun("gpt-4o-2024-05-13"));
const haiku = reportedModel(releasedRun("claude-3-5-haiku-20241022"));

test("names the values on which a model differs from people, with the tested difference and its interval", () => {
  const [people] = findings(thinking);
  const row = thinking.analysis.human.find(({ dimension }) => dimension === "Benevolence");
  const figures = [row?.difference, row?.test?.interval.lower, row?.test?.interval.upper].map((one) =>
    one?.toFixed(2),
  );
  expect(people).toBe(
    `Compared with people who rated the same responses, it is higher on Benevolence by ${figures[0]} [${figures[1]}, ${figures[2]}].`,
  );
});

test("says so when nothing is different", () => {
  expect(findings(gpt)[0]).toBe(
    "On none of the ten values can it be told apart from people who rated the same responses.",
  );
});

test("names no value whose difference from the baseline was not found real", () => {
  const sentence = findings(thinking)[1] ?? "";
  const { comparison } = thinking;
  expect(sentence).toContain("o1-mini-2024-09-12");
  for (const row of Object.values(comparison?.dimensions ?? {})) {
    const named = sentence.includes(row.dimension.replace("_", "-"));
    expect(named, row.dimension).toBe(row.kind === "compared" && isApart(row) && isValue(row.dimension));
  }
});

function isValue(dimension: string): boolean {
  return thinking.analysis.tiers[0]?.tiers.flat().some((value) => value === dimension) === true;
}

test("ranks a model's own values only in pairs that were told apart", () => {
  const [values] = gpt.analysis.tiers;
  if (values === undefined) throw new Error("tiers of the values");
  const told = (pairs: typeof values.pairs) =>
    findings({ ...gpt, analysis: { ...gpt.analysis, tiers: [{ ...values, pairs }] } })[1];
  const [first, second, ...others] = values.pairs.map((pair) => ({ ...pair, differs: false }));
  if (first === undefined || second === undefined) throw new Error("pairs");
  expect(told([first, second, ...others])).toBe("Among its own values, no two can be told apart.");
  expect(told([{ ...first, upper: "Security", lower: "Power", differs: true }, second, ...others])).toBe(
    "Among its own values, 1 of 45 pairs can be told apart: Security above Power.",
  );
  expect(told(values.pairs.map((pair) => ({ ...pair, differs: true })))).toBe(
    "Among its own values, 45 of 45 pairs can be told apart (see Tiers).",
  );
});

test("puts nothing into words when the answers fail the screen", () => {
  expect(haiku.analysis.screen.verdict).toBe("do_not_interpret");
  expect(findings(haiku)).toEqual([
    "The figures below are shown for diagnosis only and are not put into words.",
  ]);
});
