import { describe, expect, test } from "vitest";
import type { Rating } from "../../../src/instrument/scale.ts";
import { groupBy } from "../../../src/lib/group-by.ts";
import { seededRandom } from "../../../src/lib/random.ts";
import { loadReference } from "../../../src/release/reference.ts";
import type { Response, Run } from "../../../src/runs/answer.ts";
import { WATCH_IDS, WATCH_MARGINS, type WatchId, watchRuns } from "../../../src/scoring/drift/watches.ts";
import { completeRuns } from "../../fixtures/answers.ts";
import { releasedRun } from "../../fixtures/released.ts";

const { raterMeans } = loadReference("released").screen;
const run = releasedRun("gpt-4o-2024-05-13");

/** A run of which some answers are other ones. */
function altered(share: number, seed: number, alter: (response: Response) => Response["answer"]): Run {
  const random = seededRandom(seed);
  const responses = run.responses.map((one) => (random() < share ? { ...one, answer: alter(one) } : one));
  return { ...run, responses };
}

function verdicts(a: Run, b: Run): Partial<Record<WatchId, string>> {
  return Object.fromEntries(
    watchRuns(a, b, raterMeans, WATCH_MARGINS).map(({ id, verdict }) => [id, verdict]),
  );
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
    for (const { a, b, difference } of watchRuns(half, run, raterMeans, WATCH_MARGINS)) {
      expect(difference).toBeCloseTo(a - b, 12);
      expect(difference).toBeCloseTo(0, 12);
    }
  });

  test("the slope is that of a regression on the human means", () => {
    const means = new Map([
      ["1008/1", 2],
      ["1008/2", 3],
      ["1008/3", 4],
    ]);
    const rating = (item: string, value: Rating): Response => ({
      item,
      variant: "v1",
      repeat: 0,
      answer: { kind: "rating", rating: value },
    });
    const steep = {
      subject: "a",
      responses: [rating("1008/1", 1), rating("1008/2", 3), rating("1008/3", 5)],
    };
    const flat = { subject: "b", responses: [rating("1008/1", 3), rating("1008/2", 3), rating("1008/3", 3)] };
    const slope = watchRuns(steep, flat, means, WATCH_MARGINS).find(({ id }) => id === "differentiation");
    expect(slope).toMatchObject({ a: 2, b: 0, difference: 2 });
  });

  test("runs with nothing in common have nothing to watch", () => {
    expect(watchRuns(run, { ...run, responses: [] }, raterMeans, WATCH_MARGINS)).toEqual([]);
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
