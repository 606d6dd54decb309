import { describe, expect, test } from "vitest";
import { VALUES } from "../../../src/instrument/dimensions.ts";
import { dimensionsByItem, KEY_IDS } from "../../../src/instrument/key.ts";
import type { Rating } from "../../../src/instrument/scale.ts";
import { type Random, seededRandom } from "../../../src/lib/random.ts";
import { loadKey } from "../../../src/release/data.ts";
import type { Response, Run } from "../../../src/runs/answer.ts";
import { changeOnItems } from "../../../src/scoring/drift/fixed-items.ts";
import { ownNoise, ratingOf } from "../../../src/scoring/drift/paired-items.ts";
import {
  type DatedRun,
  lineInterval,
  outsideOf,
  runHistory,
} from "../../../src/scoring/drift/run-history.ts";
import { type ItemValues, itemRatings } from "../../../src/scoring/score/item-ratings.ts";
import { scoreRun } from "../../../src/scoring/score/score-run.ts";
import { releasedRun } from "../../fixtures/released.ts";

const key = loadKey("released");
const ratingsOf = (model: string) => itemRatings(releasedRun(model).responses);

/** The same ratings asked again: one item in five is a sixth of a point, one answer, away. */
function again(ratings: ItemValues, random: Random): ItemValues {
  return new Map(
    [...ratings].map(([item, rating]) => [
      item,
      random() < 0.2 ? rating + (random() < 0.5 ? -1 : 1) / 6 : rating,
    ]),
  );
}

function dated(runs: readonly ItemValues[]): DatedRun[] {
  return runs.map((ratings, day) => ({
    id: `run ${day + 1}`,
    created: `2026-11-${String(day + 1).padStart(2, "0")}T03:00:00.000Z`,
    ratings,
    noise: ownNoise(releasedRun("gpt-4o-2024-05-13").responses, ratingOf),
  }));
}

const base = ratingsOf("gpt-4o-2024-05-13");
const random = seededRandom(11);
const quiet = dated(Array.from({ length: 8 }, () => again(base, random)));
const other = ratingsOf("gpt-4o-2024-11-20");
const drifting = dated([
  ...quiet.slice(0, 5).map(({ ratings }) => ratings),
  ...Array.from({ length: 5 }, () => again(other, random)),
]);

describe("a series of runs", () => {
  test("of a model that did not change stays quiet", () => {
    const { outcome, alarm, steps } = runHistory(quiet, key, VALUES);
    expect(outcome).toBe("quiet");
    expect(alarm).toBeUndefined();
    expect(steps).toHaveLength(8);
    expect(steps[0]).toMatchObject({ p: undefined, e: undefined, evidence: 1 });
    expect(steps.at(-1)?.evidence).toBeCloseTo(
      steps.reduce((product, { e }) => product * (e ?? 1), 1),
      10,
    );
  });

  test("raises an alarm after the model became another, not before, and keeps it", () => {
    const { outcome, alarm } = runHistory(drifting, key, VALUES);
    expect(outcome).toBe("alarm");
    expect(["run 6", "run 7", "run 8"]).toContain(alarm?.id);
    expect(runHistory(drifting.slice(0, 5), key, VALUES).outcome).toBe("quiet");
  });

  test("is the same wherever it is computed: evidence hangs on the answers only", () => {
    const shuffled = drifting.map((run) => ({ ...run, ratings: new Map([...run.ratings].reverse()) }));
    expect(runHistory(shuffled, key, VALUES)).toEqual(runHistory(drifting, key, VALUES));
  });

  test("what was said of the first runs does not change when more come", () => {
    expect(runHistory(drifting.slice(0, 4), key, VALUES).steps).toEqual(
      runHistory(drifting, key, VALUES).steps.slice(0, 4),
    );
  });

  test("has other fingerprints from where its past was changed", () => {
    const changed = drifting.map((run, day) => (day === 2 ? { ...run, ratings: other } : run));
    const [one, two] = [runHistory(drifting, key, VALUES).steps, runHistory(changed, key, VALUES).steps];
    expect(one.map(({ fingerprint }, day) => fingerprint === two[day]?.fingerprint)).toEqual(
      one.map((_, day) => day < 2),
    );
  });

  test("has the runs' scores, and a band that holds those of a model that did not change", () => {
    const { lines } = runHistory(quiet, key, VALUES);
    const inside = lines.flatMap(({ scores, band }) =>
      scores.map((score) => band.lower < score && score < band.upper),
    );
    expect(inside).toHaveLength(80);
    expect(inside.filter(Boolean).length).toBeGreaterThanOrEqual(72);
  });

  test.each(KEY_IDS)(
    "has errors of scores that make that of a difference on these items, under the key %s",
    (id) => {
      const repeated = (model: string) => {
        const run = releasedRun(model);
        const second = run.responses.map((one, place): Response => {
          const moved = place % 3 === 0 && one.answer.kind === "rating" && one.answer.rating > 1;
          const rating = one.answer.kind === "rating" ? ((one.answer.rating - (moved ? 1 : 0)) as Rating) : 3;
          return { ...one, repeat: 1, answer: { kind: "rating", rating } };
        });
        return { ...run, responses: [...run.responses, ...second] };
      };
      const runs = ["gpt-4o-2024-11-20", "gpt-4o-2024-05-13"].map(repeated);
      const [newer, older] = runs as unknown as [Run, Run]; // there are two
      const scored = dimensionsByItem(loadKey(id));
      const series = runs.map(({ subject, responses }) => ({
        id: subject,
        created: "2026-11-01",
        ratings: itemRatings(responses),
        noise: ownNoise(
          responses.filter(({ item }) => scored.has(item)),
          ratingOf,
        ),
      }));
      const { lines } = runHistory(series, loadKey(id), VALUES);
      const change = changeOnItems(newer, older, loadKey(id), VALUES, 0.3);
      for (const line of lines) {
        const se = change?.dimensions.find(({ dimension }) => dimension === line.dimension)?.se;
        expect(Math.hypot(line.errors[0] ?? 0, line.errors[1] ?? 0)).toBeCloseTo(se ?? 0, 10);
        const interval = lineInterval(line, 0);
        expect(interval?.lower).toBeCloseTo((line.scores[0] ?? 0) - 1.96 * (line.errors[0] ?? 0), 10);
        expect(interval?.upper).toBeCloseTo((line.scores[0] ?? 0) + 1.96 * (line.errors[0] ?? 0), 10);
      }
      expect(change?.source).toBe("repeats");
      expect(lines).toHaveLength(VALUES.length);
    },
  );

  test("has no interval of a score whose answers never vary", () => {
    const line = { dimension: "Power", scores: [0], errors: [0], band: { lower: 0, upper: 0 } } as const;
    expect(lineInterval(line, 0)).toBeUndefined();
  });

  test("says on which side of its band a score lies", () => {
    const band = { lower: -0.1, upper: 0.2 };
    expect([-0.2, -0.1, 0, 0.2, 0.3].map((score) => outsideOf(score, band))).toEqual([
      "below",
      undefined,
      undefined,
      undefined,
      "above",
    ]);
  });

  test.each(KEY_IDS)("has the scores that the runs have, under the key %s", (id) => {
    const { lines } = runHistory(dated([base, other]), loadKey(id), VALUES);
    const { scores } = scoreRun(releasedRun("gpt-4o-2024-11-20"), loadKey(id));
    expect(lines).toHaveLength(VALUES.length);
    for (const line of lines) expect(line.scores[1]).toBeCloseTo(scores[line.dimension]?.centred ?? 0, 10);
  });

  test("is open with one run, and with runs that have nothing in common", () => {
    expect(runHistory(quiet.slice(0, 1), key, VALUES).outcome).toBe("open");
    expect(runHistory(dated([base, new Map()]), key, VALUES).outcome).toBe("open");
    expect(runHistory([], key, VALUES)).toMatchObject({ outcome: "open", steps: [] });
  });
});
