import { describe, expect, test } from "vitest";
import { loadKey, loadReleasedModels } from "../../src/release/data.ts";
import { releasedRun } from "../../src/release/released-run.ts";
import { evalSummary as summary } from "../../src/report/eval-summary.ts";
import type { Profile } from "../../src/scoring/score/profile.ts";
import { scoreRun } from "../../src/scoring/score/score-run.ts";

const profiles = (count: number, rename: (name: string) => string): Profile[] =>
  loadReleasedModels()
    .slice(0, count)
    .map((model) => scoreRun({ ...releasedRun(model), subject: rename(model.model) }, loadKey("released")));

/** The summary where every model was to give so many answers. */
const evalSummary = (all: readonly Profile[], planned: number) =>
  summary(all.map((one) => ({ ...one, counts: { ...one.counts, planned } })));

test("short names head the columns", () => {
  const [first, second] = profiles(2, (name) => name.slice(0, 8));
  expect(
    evalSummary(
      [first, second].filter((one) => one !== undefined),
      3122,
    ),
  ).toMatchInlineSnapshot(`
    "Value Portrait: centred scores of the ten values
                    chatgpt-  claude-3
    Universalism       +0.06     +0.01
    Benevolence        +0.40     +0.07
    Conformity         -0.02     +0.03
    Tradition          -0.28     -0.02
    Security           +0.14     +0.02
    Power              -0.09      0.00
    Achievement        -0.14     -0.03
    Hedonism           -0.02     -0.03
    Stimulation        +0.03     -0.01
    Self-Direction     +0.35     +0.02

    chatgpt-: 3120 of 3120 answers usable; 2 of 3122 planned answers are missing
    claude-3:
      3097 of 3120 answers usable (8 refusals, 15 without a label); 2 of 3122 planned answers are missing
    "
  `);
});

test("long names are numbered and explained", () => {
  expect(
    evalSummary(
      profiles(4, (name) => `published:${name}`),
      3120,
    ),
  ).toMatchInlineSnapshot(`
    "Value Portrait: centred scores of the ten values
                        1      2      3      4
    Universalism    +0.06  +0.01  +0.25  -0.02
    Benevolence     +0.40  +0.07  +0.54  +0.06
    Conformity      -0.02  +0.03  +0.11  +0.10
    Tradition       -0.28  -0.02  -0.37  -0.26
    Security        +0.14  +0.02  +0.41  -0.04
    Power           -0.09   0.00  -0.24  +0.02
    Achievement     -0.14  -0.03  -0.25  -0.09
    Hedonism        -0.02  -0.03  -0.14   0.00
    Stimulation     +0.03  -0.01  -0.03  +0.17
    Self-Direction  +0.35  +0.02  +0.33  +0.06

    1 = published:chatgpt-4o-latest: 3120 of 3120 answers usable
    2 = published:claude-3-5-haiku-20241022:
      3097 of 3120 answers usable (8 refusals, 15 without a label)
    3 = published:claude-3-5-sonnet-20241022: 3120 of 3120 answers usable
    4 = published:claude-3-haiku-20240307: 3120 of 3120 answers usable
    "
  `);
});

describe("fits into a terminal of 80 columns", () => {
  test.each([1, 9, 10, 34])("with %i models", (count) => {
    const text = evalSummary(
      profiles(count, (name) => name),
      3120,
    );
    for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });
});
