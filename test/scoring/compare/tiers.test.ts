import { describe, expect, it } from "vitest";
import {
  DIMENSIONS_OF,
  type Dimension,
  FAMILIES,
  type Family,
  VALUES,
} from "../../../src/instrument/dimensions.ts";
import { seededRandom } from "../../../src/lib/random.ts";
import { loadItems, loadKey } from "../../../src/release/data.ts";
import type { Tiers } from "../../../src/scoring/compare/tiers.ts";
import { tiers } from "../../../src/scoring/compare/tiers.ts";
import { reduceRun } from "../../../src/scoring/score/reduced-run.ts";
import { answers, completeRuns, madeUpRun } from "../../fixtures/answers.ts";
import { releasedRun, straightLine } from "../../fixtures/released.ts";
import golden from "../../golden/comparison.json" with { type: "json" };

const key = loadKey("released");
const items = loadItems().map(({ id }) => id);
const QUICK = { seed: 42, resamples: 2000 };

describe("tiers", () => {
  it.each(golden.tiers)(
    "agrees with numpy and an enumeration of all subsets: $model, $family",
    (expected) => {
      const ours = tiers(reduceRun(releasedRun(expected.model), key), expected.family as Family, golden);
      expect(ours.pairs).toHaveLength(expected.pairs.length);
      for (const [index, theirs] of expected.pairs.entries()) {
        const pair = ours.pairs[index];
        expect(pair).toMatchObject({ upper: theirs.upper, lower: theirs.lower, differs: theirs.differs });
        for (const figure of ["difference", "clusterRobustSe", "p", "adjustedP"] as const)
          expect(Math.abs((pair?.[figure] ?? 99) - theirs[figure])).toBeLessThan(1e-12);
        expect(Math.abs((pair?.interval.lower ?? 99) - (theirs.interval[0] ?? 0))).toBeLessThan(1e-11);
        expect(Math.abs((pair?.interval.upper ?? 99) - (theirs.interval[1] ?? 0))).toBeLessThan(1e-11);
      }
      expect(ours.groups.map((group) => [...group].sort()).sort()).toEqual(expected.groups);
    },
  );

  it("shares every dimension out to one tier, and overlapping groups hold what tiers lose", () => {
    expect(tiers(reduceRun(releasedRun("qwq-32b"), key), "traits", golden)).toMatchObject({
      tiers: [["Openness", "Conscientiousness", "Extraversion", "Agreeableness", "Neuroticism"]],
      groups: [
        ["Openness", "Neuroticism"],
        ["Conscientiousness", "Extraversion", "Agreeableness", "Neuroticism"],
      ],
      unplaced: [],
    });
  });

  it.each(FAMILIES)("never parts two dimensions whose interval spans 0: %s", { tags: "slow" }, (family) => {
    for (const run of completeRuns) expectConsistent(tiers(reduceRun(run, key), family, QUICK));
  });

  it("parts what is far apart", () => {
    const inOrder = planted({ Self_Transcendence: 6, Conservation: 4, Openness_to_Change: 1 });
    const found = tiers(reduceRun(inOrder, key), "higher_order", QUICK);
    expectConsistent(found);
    expect(found.tiers).toEqual([
      ["Self_Transcendence"],
      ["Conservation", "Self_Enhancement"],
      ["Openness_to_Change"],
    ]);
    expect(found.groups).toEqual(found.tiers);
  });

  it("leaves random ratings in one tier, and places no ratings that are all alike", () => {
    const random = seededRandom(11);
    const noise = madeUpRun(() => String(1 + Math.floor(random() * 6)));
    const found = tiers(reduceRun(noise, key), "values", QUICK);
    expect(found.tiers).toEqual([VALUES]);
    expect(found.groups).toEqual([VALUES]);
    const alike = tiers(reduceRun(straightLine(items, 4), key), "values", QUICK);
    expect(alike).toMatchObject({ tiers: [], groups: [] });
    expect(alike.unplaced.map(({ reason }) => reason)).toEqual(VALUES.map(() => "one_rating"));
  });

  it("lists apart what cannot be compared", () => {
    const {
      unplaced,
      pairs,
      tiers: placed,
    } = tiers(
      reduceRun({ subject: "two", responses: [...answers("1038/2", "4"), ...answers("3002/2", "2")] }, key),
      "values",
      QUICK,
    );
    expect(pairs).toEqual([]);
    expect(placed).toEqual([]);
    expect(unplaced).toHaveLength(10);
    expect(unplaced).toContainEqual({ kind: "undefined", dimension: "Power", reason: "one_query" });
  });
});

/** Every item of a dimension rated as planted, minus one for every other item; the rest 4. */
function planted(levels: Partial<Record<Dimension, number>>) {
  return madeUpRun((item, _, index) => {
    const level = Object.entries(levels).find(([dimension]) =>
      key.items[dimension as Dimension].some((keyed) => keyed.item === item),
    )?.[1];
    return String(Math.max(1, (level ?? 4) - (index % 2)));
  });
}

function expectConsistent({ family, tiers: placed, groups, pairs, unplaced }: Tiers): void {
  const dimensions = placed.flat();
  expect([...dimensions, ...unplaced.map(({ dimension }) => dimension)].sort()).toEqual(
    [...DIMENSIONS_OF[family]].sort(),
  );
  for (const pair of pairs) {
    const tierOf = (dimension: Dimension) => placed.findIndex((tier) => tier.includes(dimension));
    const together = groups.some((group) => group.includes(pair.upper) && group.includes(pair.lower));
    expect(together).toBe(!pair.differs);
    expect(tierOf(pair.upper)).toBeLessThanOrEqual(tierOf(pair.lower));
    if (tierOf(pair.upper) !== tierOf(pair.lower)) expect(pair.differs).toBe(true);
    if (pair.differs) {
      expect(pair.interval.lower).toBeGreaterThan(0);
      expect(pair.adjustedP).toBeLessThan(0.05);
    }
  }
}
