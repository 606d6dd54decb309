import { expect, test } from "vitest";
import { VALUES } from "../../../src/instrument/dimensions.ts";
import { loadItems, loadKey } from "../../../src/release/data.ts";
import { topicScores } from "../../../src/scoring/analysis/topic-scores.ts";
import { itemRatings } from "../../../src/scoring/score/item-ratings.ts";
import { studentInterval } from "../../../src/scoring/uncertainty/uncertainty.ts";
import { releasedRun } from "../../fixtures/released.ts";
import golden from "../../golden/topics.json" with { type: "json" };

type GoldenScore = { items: number; queries: number; centred?: number; se?: number; people?: number };

test.each(golden)("agrees with numpy for $model under $key", ({ model, key, topics }) => {
  const id = key === "rule" ? "rule" : "released";
  const scores = topicScores(itemRatings(releasedRun(model).responses), loadKey(id), loadItems());
  expect(scores.map(({ topic }) => topic).sort()).toEqual(Object.keys(topics));
  for (const { topic, queries, values } of scores) {
    const expected = Object.entries(topics).find(([name]) => name === topic)?.[1];
    expect(queries, topic).toBe(expected?.queries);
    const rows: Readonly<Record<string, GoldenScore>> = expected?.values ?? {};
    for (const { value, estimate, ...size } of values) {
      const row = rows[value];
      const { centred, se, people } = row ?? {};
      expect(size, `${topic}, ${value}`).toEqual({ items: row?.items, queries: row?.queries });
      expect(estimate === undefined).toBe(se === undefined);
      if (estimate === undefined || se === undefined) continue;
      expect(estimate.centred).toBeCloseTo(centred ?? Number.NaN, 12);
      expect(estimate.people).toBeCloseTo(people ?? Number.NaN, 12);
      const interval = studentInterval(estimate.centred, { se, degreesOfFreedom: size.queries - 1 }, 0.95);
      expect(estimate.interval.lower).toBeCloseTo(interval.lower, 12);
      expect(estimate.interval.upper).toBeCloseTo(interval.upper, 12);
    }
  }
});

test("has every value in circle order, and the topics with most queries first", () => {
  const scores = topicScores(
    itemRatings(releasedRun("gpt-4o-2024-05-13").responses),
    loadKey("released"),
    loadItems(),
  );
  expect(scores[0]?.values.map(({ value }) => value)).toEqual(VALUES);
  const queries = scores.map((topic) => topic.queries);
  expect(queries).toEqual(queries.toSorted((one, other) => other - one));
  expect(queries.at(-1)).toBeGreaterThanOrEqual(10);
});

test("has no topic when nothing was answered", () => {
  expect(topicScores(new Map(), loadKey("released"), loadItems())).toEqual([]);
});
