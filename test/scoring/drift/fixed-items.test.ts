import { describe, expect, test } from "vitest";
import { type Dimension, VALUES } from "../../../src/instrument/dimensions.ts";
import { KEY_IDS } from "../../../src/instrument/key.ts";
import type { Rating } from "../../../src/instrument/scale.ts";
import { VARIANTS } from "../../../src/instrument/variant.ts";
import { seededRandom } from "../../../src/lib/random.ts";
import { loadItems, loadKey } from "../../../src/release/data.ts";
import type { Response, Run } from "../../../src/runs/answer.ts";
import { compareRuns } from "../../../src/scoring/compare/compare-runs.ts";
import { changeOnItems } from "../../../src/scoring/drift/fixed-items.ts";
import { ownNoise, pairItems, ratingOf } from "../../../src/scoring/drift/paired-items.ts";
import { answers } from "../../fixtures/answers.ts";
import { releasedRun } from "../../fixtures/released.ts";
import golden from "../../golden/fixed-items.json" with { type: "json" };

const key = loadKey("released");

/** The golden script's made-up repetition: every 5th answer to a scored item is a step towards 3. */
function shifted(model: string, repeats: readonly number[]): Run {
  const run = releasedRun(model);
  const scored = new Set(Object.values(key.items).flatMap((keyed) => keyed.map(({ item }) => item)));
  const order = loadItems().flatMap(({ id }) => (scored.has(id) ? [id] : []));
  const placeOf = new Map(order.map((item, place) => [item, place]));
  const responses = repeats.flatMap((seed, repeat) =>
    run.responses.flatMap((response): Response[] => {
      const [place, { answer }] = [placeOf.get(response.item), response];
      if (place === undefined || answer.kind !== "rating") return [];
      const cell = place * VARIANTS.length + VARIANTS.indexOf(response.variant);
      const step = (cell + 2 * seed) % 5 === 0 ? Math.sign(3 - answer.rating) : 0;
      return [{ ...response, repeat, answer: { kind: "rating", rating: (answer.rating + step) as Rating } }]; // towards 3
    }),
  );
  return { ...run, responses };
}

function expectGolden(a: Run, b: Run, { differences, se, p }: Omit<(typeof golden)["repeats"], "a" | "b">) {
  const change = changeOnItems(a, b, key, VALUES, 0.3);
  for (const row of change?.dimensions ?? []) {
    const dimension = row.dimension as keyof typeof differences; // VALUES are the golden file's names
    expect(row.difference).toBeCloseTo(differences[dimension], 10);
    expect(row.se).toBeCloseTo(se[dimension], 10);
  }
  expect(change?.dimensions).toHaveLength(VALUES.length);
  expect(change?.p).toBeCloseTo(p, 8);
  return change;
}

describe("whether a profile changed on the very items that were asked", () => {
  test.each(golden.prompts)(
    "agrees with numpy on $a and $b, with the prompts as chance",
    ({ a, b, ...numbers }) => {
      expect(expectGolden(releasedRun(a), releasedRun(b), numbers)?.source).toBe("prompts");
    },
  );

  test("agrees with numpy on repeated runs, with the repetitions as chance", () => {
    const { a, b, ...numbers } = golden.repeats;
    expect(expectGolden(shifted(a, [0, 1, 2]), shifted(b, [3, 4, 5]), numbers)?.source).toBe("repeats");
  });

  test.each(KEY_IDS)(
    "differences are those of the comparison under the key %s: only their errors are of another kind",
    (id) => {
      const [a, b] = [releasedRun("grok-2-1212"), releasedRun("claude-3.7-sonnet:thinking")];
      const { dimensions } = compareRuns(a, b, loadKey(id), { margin: 0.3, seed: 1, resamples: 100 });
      const change = changeOnItems(a, b, loadKey(id), VALUES, 0.3);
      expect(change?.dimensions).toHaveLength(VALUES.length);
      for (const { dimension, difference } of change?.dimensions ?? []) {
        const row = dimensions[dimension as Dimension];
        expect(row.kind === "compared" && row.difference).toBeCloseTo(difference, 10);
      }
    },
  );

  test("a run against itself did not change", () => {
    const run = releasedRun("qwen-max");
    const change = changeOnItems(run, run, key, VALUES, 0.3);
    expect(change?.p).toBe(1);
    expect(change?.dimensions.every(({ equivalent }) => equivalent)).toBe(true);
  });

  test("too few common items to tell what is chance have no verdict", () => {
    const run = releasedRun("qwen-max");
    const items = new Set(key.items.Power.slice(0, 20).map(({ item }) => item));
    const few = { ...run, responses: run.responses.filter(({ item }) => items.has(item)) };
    expect(changeOnItems(run, few, key, VALUES, 0.3)).toBeUndefined();
  });

  test("a score that is 0 whatever the ratings, of items that are its whole family, is not called equivalent", () => {
    const run = releasedRun("qwen-max");
    const others = new Set(
      VALUES.filter((value) => value !== "Power").flatMap((value) =>
        key.items[value].map(({ item }) => item),
      ),
    );
    const own = new Set(key.items.Power.map(({ item }) => item).filter((item) => !others.has(item)));
    expect(own.size).toBeGreaterThan(20);
    const only = { ...run, responses: run.responses.filter(({ item }) => own.has(item)) };
    expect(changeOnItems(only, only, key, VALUES, 0.3)).toBeUndefined();
  });
});

describe("what is chance", () => {
  const noise = (a: readonly Response[], b: readonly Response[]) => {
    const pair = pairItems(a, b, ratingOf);
    return pair && { source: pair.source, noise: [...pair.noise] };
  };
  const again = (item: string, marks: string, repeat: number) =>
    answers(item, marks).map((one) => ({ ...one, repeat }));

  test("without repetitions, the variance of paired differences over prompts, drawn halfway to the items' mean", () => {
    // Differences 0 and 2, variance 2, over two prompts 1; and 0. The mean is .5.
    const a = [...answers("1008/1", "24"), ...answers("1008/2", "33")];
    const b = [...answers("1008/1", "22"), ...answers("1008/2", "33")];
    expect(noise(a, b)).toEqual({ source: "prompts", noise: [0.75, 0.25] });
  });

  test("with repetitions in both runs, the variance within prompts", () => {
    // Of a, the prompts vary by 2 and 0, 1 on average, over 2 prompts times 2 repetitions: .25. b does not vary.
    const a = [...again("1008/1", "24", 0), ...again("1008/1", "44", 1)];
    const b = [...again("1008/1", "11", 0), ...again("1008/1", "11", 1)];
    const still = (item: string) => [...again(item, "33", 0), ...again(item, "33", 1)];
    expect(noise([...a, ...still("1008/2")], [...b, ...still("1008/2")])).toEqual({
      source: "repeats",
      noise: [0.1875, 0.0625],
    });
  });

  test("repetitions in one run only are averaged: the other's noise is not known", () => {
    const a = [...again("1008/1", "24", 0), ...again("1008/1", "44", 1), ...answers("1008/2", "33")];
    const b = [...answers("1008/1", "22"), ...answers("1008/2", "33")];
    expect(noise(a, b)?.source).toBe("prompts");
  });

  test("of one run alone, what it would be beside a run that never varies", () => {
    // Ratings 2 and 4 vary by 2, over two prompts 1; and 3, 3 not at all. The mean is .5.
    const prompts = [...answers("1008/1", "24"), ...answers("1008/2", "33")];
    expect([...ownNoise(prompts, ratingOf).values()]).toEqual([0.75, 0.25]);
    // Repeated, prompts vary by 2 and 0, 1 on average, over 2 prompts times 2 repetitions: .25.
    const repeated = [...again("1008/1", "24", 0), ...again("1008/1", "44", 1)];
    const still = [...again("1008/2", "33", 0), ...again("1008/2", "33", 1)];
    expect([...ownNoise([...repeated, ...still], ratingOf).values()]).toEqual([0.1875, 0.0625]);
  });

  test("of two repeated runs, the sum of what it is of each", () => {
    const random = seededRandom(5);
    const run = () =>
      ["1008/1", "1008/2", "1008/3"].flatMap((item) =>
        [0, 1, 2].flatMap((repeat) =>
          again(item, Array.from({ length: 4 }, () => 1 + Math.floor(random() * 6)).join(""), repeat),
        ),
      );
    const [a, b] = [run(), run()];
    const [ofA, ofB] = [ownNoise(a, ratingOf), ownNoise(b, ratingOf)];
    const pair = pairItems(a, b, ratingOf);
    for (const [place, item] of (pair?.items ?? []).entries())
      expect(pair?.noise[place]).toBeCloseTo((ofA.get(item) ?? 0) + (ofB.get(item) ?? 0), 12);
  });

  test("with one answer to each item, all that differs between items", () => {
    const a = [...answers("1008/1", "4"), ...answers("1008/2", "3")];
    const b = [...answers("1008/1", "2"), ...answers("1008/2", "3")];
    expect(noise(a, b)).toEqual({ source: "items", noise: [2, 2] });
  });
});
