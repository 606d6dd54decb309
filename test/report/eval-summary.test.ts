import { describe, expect, test } from "vitest";
import type { Value } from "../../src/instrument/dimensions.ts";
import { portraitOf } from "../../src/instrument/item.ts";
import { outlineRuns } from "../../src/promptfoo/outline-runs.ts";
import { loadKey, loadReleasedModels } from "../../src/release/data.ts";
import { releasedRun } from "../../src/release/released-run.ts";
import { evalSummary } from "../../src/report/eval-summary.ts";
import type { Run } from "../../src/runs/answer.ts";
import type { Outline } from "../../src/scoring/analysis/outline-run.ts";
import { answers } from "../fixtures/answers.ts";

const runs: readonly Run[] = loadReleasedModels().map(releasedRun);

const summaryOf = (some: readonly Run[], rename: (name: string) => string = (name) => name) =>
  evalSummary(outlineRuns(some.map((run) => ({ ...run, subject: rename(run.subject) }))));

test("the verdict stands before the scores, and each score with its standard error", () => {
  expect(
    summaryOf(
      [...runs.slice(2, 3), ...runs.slice(0, 1)].map((run) => ({ ...run, planned: 3122 })),
      (name) => name.slice(0, 17),
    ),
  ).toMatchInlineSnapshot(`
    "Value Portrait: centred scores of the ten values ± standard error
    claude-3-5-sonnet:
      3120 of 3120 answers usable; 2 of 3122 planned answers are missing
    INTERPRETABLE: Nothing in the answers speaks against interpreting the profile.

    chatgpt-4o-latest:
      3120 of 3120 answers usable; 2 of 3122 planned answers are missing
    INTERPRET WITH CAUTION: A profile that changes with the prompt.

                    claude-3-5-sonnet  chatgpt-4o-latest
    Universalism          +0.25 ±0.18        +0.06 ±0.13
    Benevolence           +0.54 ±0.19        +0.40 ±0.15
    Conformity            +0.11 ±0.13        -0.02 ±0.13
    Tradition             -0.37 ±0.30        -0.28 ±0.11
    Security              +0.41 ±0.15        +0.14 ±0.19
    Power                 -0.24 ±0.11        -0.09 ±0.06
    Achievement           -0.25 ±0.11        -0.14 ±0.06
    Hedonism              -0.14 ±0.15        -0.02 ±0.08
    Stimulation           -0.03 ±0.12        +0.03 ±0.07
    Self-Direction        +0.33 ±0.18        +0.35 ±0.18

    "
  `);
});

test("long names are numbered and explained", () => {
  expect(summaryOf(runs.slice(0, 2), (name) => `published:${name}`)).toMatchInlineSnapshot(`
    "Value Portrait: centred scores of the ten values ± standard error
    1 = published:chatgpt-4o-latest: 3120 of 3120 answers usable
    INTERPRET WITH CAUTION: A profile that changes with the prompt.

    2 = published:claude-3-5-haiku-20241022:
      3097 of 3120 answers usable (8 refusals, 15 without a label)
    DO NOT INTERPRET: One answer to most items, a narrow range of ratings, a profile
    that changes with the prompt, answers unlike people's, a profile that is mostly
    error.

                              1            2
    Universalism    +0.06 ±0.13  +0.01 ±0.03
    Benevolence     +0.40 ±0.15  +0.07 ±0.04
    Conformity      -0.02 ±0.13  +0.03 ±0.03
    Tradition       -0.28 ±0.11  -0.02 ±0.05
    Security        +0.14 ±0.19  +0.02 ±0.05
    Power           -0.09 ±0.06   0.00 ±0.02
    Achievement     -0.14 ±0.06  -0.03 ±0.02
    Hedonism        -0.02 ±0.08  -0.03 ±0.02
    Stimulation     +0.03 ±0.07  -0.01 ±0.01
    Self-Direction  +0.35 ±0.18  +0.02 ±0.04

    "
  `);
});

test("a value whose interval is wider than the scale is not measured, and one of one query has no error", () => {
  const of = (value: Value) => loadKey("released").items[value].map(({ item }) => item);
  const [one = "", other = ""] = [
    ...new Map(of("Tradition").map((item) => [portraitOf(item), item])).values(),
  ];
  const [power = ""] = of("Power");
  const responses = [...answers(one, "111111"), ...answers(other, "666666"), ...answers(power, "3")];
  expect(summaryOf([{ subject: "few", responses }])).toMatchInlineSnapshot(`
    "Value Portrait: centred scores of the ten values ± standard error
    few: 13 of 13 answers usable; 5 of 18 planned answers are missing
    DO NOT INTERPRET: 5 of 18 planned answers are missing (27.8%); not examined:
    straight-lining, reversed options, agreement of prompts.

                             few
    Universalism
    Benevolence
    Conformity
    Tradition       not measured
    Security
    Power              one query
    Achievement        one query
    Hedonism
    Stimulation
    Self-Direction

    "
  `);
});

describe("fits into a terminal of 80 columns", () => {
  const outlines: readonly Outline[] = outlineRuns(runs);
  test.each([1, 4, 5, 34])("with %i models", (count) => {
    for (const line of evalSummary(outlines.slice(0, count)).split("\n"))
      expect(line.length).toBeLessThanOrEqual(80);
  });
});
