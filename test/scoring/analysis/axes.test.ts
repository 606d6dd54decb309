import { describe, expect, it } from "vitest";
import { VALUES } from "../../../src/instrument/dimensions.ts";
import { loadKey } from "../../../src/release/data.ts";
import { axes } from "../../../src/scoring/analysis/axes.ts";
import { circle } from "../../../src/scoring/analysis/circle.ts";
import { itemRatings } from "../../../src/scoring/score/item-ratings.ts";
import { scoreRun } from "../../../src/scoring/score/score-run.ts";
import { querySums } from "../../../src/scoring/uncertainty/query-sums.ts";
import { releasedRun } from "../../fixtures/released.ts";
import golden from "../../golden/weighted-key.json" with { type: "json" };

const sumsOf = (model: string, id: "released" | "weighted") =>
  querySums(itemRatings(releasedRun(model).responses), loadKey(id));

describe("axes", () => {
  it.each(Object.entries(golden.models))(
    "agree with numpy under the weighted key for %s",
    (model, expected) => {
      for (const { axis, score, se } of axes(sumsOf(model, "weighted"))) {
        expect(score, axis).toBeCloseTo(expected.axes[axis].score, 9);
        expect(se, axis).toBeCloseTo(expected.axes[axis].se, 9);
      }
    },
  );

  it("agree with numpy under the released key, and with the circle", () => {
    const found = axes(sumsOf("claude-3-opus-20240229", "released"));
    const { scores } = scoreRun(releasedRun("claude-3-opus-20240229"), loadKey("released"));
    const on = circle(VALUES.map((value) => scores[value]?.centred ?? Number.NaN));
    expect(found.map(({ axis }) => axis)).toEqual(["openness", "transcendence"]);
    for (const { axis, score, se, interval } of found) {
      expect(score, axis).toBeCloseTo(golden.releasedAxes[axis].score, 12);
      expect(se, axis).toBeCloseTo(golden.releasedAxes[axis].se, 12);
      expect(score, axis).toBeCloseTo(on[axis], 12);
      expect((interval.lower + interval.upper) / 2).toBeCloseTo(score, 12);
    }
  });

  it("are left out where a value of theirs has no interval", () => {
    const key = loadKey("released");
    const ratings = new Map(key.items.Power.map(({ item }, index) => [item, 1 + (index % 6)]));
    expect(axes(querySums(ratings, key))).toEqual([]);
  });
});
