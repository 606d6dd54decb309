import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { VALUES } from "../../../src/instrument/dimensions.ts";
import { circle, circleIntervals } from "../../../src/scoring/analysis/circle.ts";
import golden from "../../golden/circle.json" with { type: "json" };

const profiles = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 10, maxLength: 10 });
/** Distance on the circle, in degrees. */
const apart = (a = Number.NaN, b = Number.NaN) => Math.abs(((((a - b + 180) % 360) + 360) % 360) - 180);
const cosine = (peak: number, length: number) =>
  VALUES.map((_, index) => length * Math.cos(((index * 36 - peak) * Math.PI) / 180));

describe("circle", () => {
  it.each(golden.cases)("agrees with least squares in numpy, angle $angle", (expected) => {
    const projection = circle(expected.scores);
    expect(apart(projection.angle, expected.angle)).toBeLessThan(1e-9);
    expect(projection.length).toBeCloseTo(expected.length, 12);
    expect(projection.elevation).toBeCloseTo(expected.elevation, 12);
    expect(projection.fit).toBeCloseTo(expected.fit, 10);
    expect(projection.openness).toBeCloseTo(expected.openness, 12);
    expect(projection.transcendence).toBeCloseTo(expected.transcendence, 12);
  });

  it.each(VALUES.map((value, index) => [value, index * 36] as const))(
    "points at %s when the profile is a cosine that peaks there",
    (value, angle) => {
      const projection = circle(cosine(angle, 0.7));
      expect(projection.nearest).toBe(value);
      expect(apart(projection.angle, angle)).toBeLessThan(1e-9);
      expect(projection.length).toBeCloseTo(0.7, 12);
      expect(projection.fit).toBeCloseTo(1, 12);
    },
  );

  it("has no direction and no fit when all scores are equal", () => {
    expect(circle(Array(10).fill(0))).toEqual({
      angle: undefined,
      nearest: undefined,
      length: 0,
      elevation: 0,
      fit: undefined,
      openness: 0,
      transcendence: 0,
    });
  });

  it("explains no more than everything, and no less than nothing", () => {
    fc.assert(
      fc.property(profiles, (scores) => {
        const { fit } = circle(scores);
        if (fit === undefined) return;
        expect(fit).toBeGreaterThanOrEqual(-1e-9);
        expect(fit).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  it("does not depend on the level of the scores", () => {
    fc.assert(
      fc.property(profiles, fc.integer({ min: -5, max: 5 }), (scores, level) => {
        const plain = circle(scores);
        const raised = circle(scores.map((score) => score + level));
        expect(raised.length).toBeCloseTo(plain.length, 9);
        expect(raised.openness).toBeCloseTo(plain.openness, 9);
      }),
    );
  });

  it("turns with the profile: one value on is 36 degrees on", () => {
    const scores = golden.cases[0]?.scores ?? [];
    const turned = [scores.at(-1) ?? 0, ...scores.slice(0, -1)];
    expect(apart(circle(turned).angle, (circle(scores).angle ?? 0) + 36)).toBeLessThan(1e-9);
  });

  it("refuses profiles that lack a value", () => {
    expect(() => circle([1, 2, 3])).toThrow(RangeError);
  });
});

describe("circleIntervals", () => {
  it("agrees with numpy's percentiles of turned angles and of lengths", () => {
    const { scores, profiles: resampled, angle, length } = golden.resampled;
    const intervals = circleIntervals(scores, resampled);
    expect(apart(intervals.angle?.lower, angle[0])).toBeLessThan(1e-9);
    expect(apart(intervals.angle?.upper, angle[1])).toBeLessThan(1e-9);
    expect(intervals.length?.lower).toBeCloseTo(length[0] ?? 0, 12);
    expect(intervals.length?.upper).toBeCloseTo(length[1] ?? 0, 12);
  });

  it("goes through 0 where directions lie on both sides of it", () => {
    const { angle } = circleIntervals(cosine(0, 1), [cosine(350, 1), cosine(10, 1)], 0.9);
    expect(angle?.lower).toBeCloseTo(351, 9);
    expect(angle?.upper).toBeCloseTo(9, 9);
    expect(angle?.width).toBeCloseTo(18, 9);
  });

  it("leaves out resamples in which a value has no score", () => {
    const whole = [cosine(20, 1), cosine(40, 1)];
    const lacking = cosine(300, 1).with(3, Number.NaN);
    expect(circleIntervals(cosine(30, 1), [...whole, lacking])).toEqual(
      circleIntervals(cosine(30, 1), whole),
    );
  });

  it("has no interval without resamples", () => {
    expect(circleIntervals(cosine(30, 1), []).angle).toBeUndefined();
  });
});

it("is good to a wedge: nine wedges instead of ten positions move ten of 33 models to another value", () => {
  expect(golden.nineWedges.otherNearest).toBe(10);
  expect(golden.nineWedges.meanMove).toBeCloseTo(10.5, 1);
});
