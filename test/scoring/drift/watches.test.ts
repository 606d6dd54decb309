import { describe, expect, test } from "vitest";
import type { Rating } from "../../../src/instrument/scale.ts";
import { groupBy } from "../../../src/lib/group-by.ts";
import { seededRandom } from "../../../src/lib/random.ts";
import { loadReference } from "../../../src/release/reference.ts";
import type { Response, Run } from "../../../src/runs/answer.ts";
import { slopeWeights } from "../../../src/scoring/drift/score-weights.ts";
import { WATCH_IDS, WATCH_MARGINS, type WatchId, watchRuns } from "../../../src/scoring/drift/watches.ts";
import { completeRuns } from "../../fixtures/answers.ts";
import { releasedRun } from "../../fixtures/released.ts";

const { people } = loadReference("released");
const run = releasedRun("gpt-4o-2024-05-13");

/** A run of which some answers are other ones. */
function altered(share: number, seed: number, alter: (response: Response) => Response["answer"]): Run {
  const random = seededRandom(seed);
  const responses = run.responses.map((one) => (random() < share ? { ...one, answer: alter(one) } : one));
  return { ...run, responses };
}

function verdicts(a: Run, b: Run): Partial<Record<WatchId, string>> {
  return Object.fromEntries(watchRuns(a, b, people, WATCH_MARGINS).map(({ id, verdict }) => [id, verdict]));
}

const EQUIVALENT = Object.fromEntries(WATCH_IDS.map((id) => [id, "equivalent"]));

describe("what a gate watches beside centred scores", () => {
  test("a run against itself is the same in everything", () => {
    expect(verdicts(run, run)).toEqual(EQUIVALENT);
  });

  test("a model that refuses 15% of the prompts drifted, in refusals and in usable answers", () => {
    const refusing = altered(0.15, 1, () => ({ kind: "refusal" }));
    expect(verdicts(refusing, run)).toEqual({ ...EQUIVALENT, usable: "drifted", refusals: "drifted" });
  });

  test("a model that gives 90% of its ratings a point lower drifted in its mean rating", () => {
    const lower = altered(0.9, 1, ({ answer }) =>
      answer.kind === "rating"
        ? { kind: "rating", rating: Math.max(1, answer.rating - 1) as Rating }
        : answer,
    );
    expect(verdicts(lower, run)).toMatchObject({ usable: "equivalent", level: "drifted" });
  });

  test("a model that answers everything closer to the middle drifted in its differentiation", () => {
    const flat = altered(1, 1, ({ answer }) =>
      answer.kind === "rating" ? { kind: "rating", rating: answer.rating > 3 ? 4 : 3 } : answer,
    );
    expect(verdicts(flat, run).differentiation).toBe("drifted");
  });

  test.each(["ambiguous", "none", "error"] as const)(
    "a tenth of answers that are %s is its own drift",
    (kind) => {
      const id = { ambiguous: "ambiguous", none: "unlabelled", error: "errors" } as const;
      expect(
        verdicts(
          altered(0.1, 2, () => ({ kind })),
          run,
        ),
      ).toMatchObject({ usable: "drifted", [id[kind]]: "drifted" });
    },
  );

  test("figures are over what both were asked, and the difference is theirs", () => {
    const half = { ...run, responses: run.responses.filter((_, index) => index % 2 === 0) };
    for (const { a, b, difference } of watchRuns(half, run, people, WATCH_MARGINS)) {
      expect(difference).toBeCloseTo(a - b, 12);
      expect(difference).toBeCloseTo(0, 12);
    }
  });

  test("the slope is that of a regression on the human means", () => {
    const weights = slopeWeights([2, undefined, 3, 4]) ?? new Float64Array();
    const slope = (ratings: readonly number[]) =>
      ratings.reduce((sum, rating, place) => sum + rating * (weights[place] ?? 0), 0);
    expect(slope([1, 6, 3, 5])).toBeCloseTo(2, 12);
    expect(slope([3, 1, 3, 3])).toBeCloseTo(0, 12);
    expect(slopeWeights([3, 3, undefined])).toBeUndefined();
  });

  test("too few items in common to tell what is chance are not watched", () => {
    const items = new Set(run.responses.map(({ item }) => item).slice(0, 20));
    const few = { ...run, responses: run.responses.filter(({ item }) => items.has(item)) };
    for (const other of [few, { ...run, responses: [] }])
      expect(watchRuns(run, other, people, WATCH_MARGINS)).toEqual([]);
  });

  test("a rerun drawn from a model's own answers is not called drifted", () => {
    const random = seededRandom(3);
    for (const model of completeRuns) {
      const byItem = groupBy(model.responses, ({ item }) => item);
      const rerun = () => ({
        ...model,
        responses: model.responses.map((one) => {
          const answers = byItem.get(one.item) ?? [one];
          return { ...one, answer: (answers[Math.floor(random() * answers.length)] ?? one).answer };
        }),
      });
      expect(Object.values(verdicts(rerun(), rerun()))).not.toContain("drifted");
    }
  });
});
