import { describe, expect, it } from "vitest";
import { VALUES } from "../../../src/instrument/dimensions.ts";
import { seededRandom } from "../../../src/lib/random.ts";
import { recordOf } from "../../../src/lib/record-of.ts";
import { loadPublishedExperiments } from "../../../src/release/data.ts";
import { circleChecks } from "../../../src/scoring/experiments/circle-checks.ts";
import { circleOrder } from "../../../src/scoring/experiments/circle-order.ts";
import { analyseSteering } from "../../../src/scoring/experiments/steering.ts";
import golden from "../../golden/experiments.json" with { type: "json" };

const { steering: matrix } = loadPublishedExperiments();
const found = analyseSteering(matrix, { permutations: 10_000, random: seededRandom(42) });
const expected = golden.steering;

describe("the published steering matrix", () => {
  it("has the diagonal of the paper's table, all of it above 0 and 8 of 10 at .3 or more", () => {
    const diagonal = found.prompts.map(({ effect }) => effect);
    expect(diagonal).toEqual([0.66, 0.11, 0.38, 0.7, 0.56, 0.55, 0.19, 0.77, 0.33, 0.48]);
    expect(diagonal.filter((effect) => effect >= 0.3)).toHaveLength(8);
  });

  it("has the extremes that the paper tells: +1.08 of Security, -1.10 of Universalism", () => {
    const cells = found.prompts.flatMap(({ shift }) => shift);
    expect([Math.max(...cells), Math.min(...cells)]).toEqual([1.08, -1.1]);
  });

  it("raises four targets most, and has six best prompts, as numpy says", () => {
    expect(found.prompts.map(({ rank }) => rank)).toEqual(expected.ranks);
    expect(expected.ranks).toEqual([1, 6, 2, 2, 2, 1, 4, 1, 2, 1]);
    expect(found.prompts.map(({ bestPrompt }) => bestPrompt)).toEqual(expected.best);
    expect(found.prompts.flatMap(({ target, bestPrompt }) => (bestPrompt ? [target] : []))).toEqual([
      "Universalism",
      "Benevolence",
      "Tradition",
      "Power",
      "Hedonism",
      "Stimulation",
    ]);
    for (const [index, { specificity }] of found.prompts.entries())
      expect(specificity).toBeCloseTo(expected.specificity[index] ?? Number.NaN, 12);
  });

  it("lists what a prompt moved further than its target, the furthest first", () => {
    const power = found.prompts.find(({ target }) => target === "Power");
    expect(power?.movedFurther).toEqual([
      { value: "Universalism", shift: -1.1 },
      { value: "Benevolence", shift: -0.86 },
    ]);
  });

  it("has this generic shift", () => {
    for (const [place, shift] of found.generic.entries())
      expect(shift).toBeCloseTo(expected.generic[place] ?? Number.NaN, 12);
    expect(found.generic.map((shift) => Number(shift.toFixed(2)) + 0)).toEqual([
      -0.19, -0.3, 0.16, 0.08, 0.41, -0.03, 0, 0.04, -0.13, 0.31,
    ]);
  });

  it("has the expected sign in all 22 directed checks, none of which is tested", () => {
    expect(found.checks).toHaveLength(22);
    expect(found.checks.every(({ asExpected }) => asExpected)).toBe(true);
    expect(new Set(found.checks.map(({ verdict }) => verdict))).toEqual(new Set(["not_tested"]));
  });

  it("goes with distance on the circle: -.38, without the generic shift -.46", () => {
    const { order } = found;
    expect(order.correlation).toBeCloseTo(expected.correlation, 12);
    expect(order.withoutGeneric).toBeCloseTo(expected.withoutGeneric, 12);
    expect([order.correlation, order.withoutGeneric].map((r) => r.toFixed(2))).toEqual(["-0.38", "-0.46"]);
    expect(order.meanByDistance.map((shift) => shift.toFixed(3))).toEqual([
      "0.213",
      "-0.050",
      "-0.008",
      "-0.269",
      "-0.210",
    ]);
    for (const [step, shift] of order.meanByDistance.entries())
      expect(shift).toBeCloseTo(expected.byDistance[step] ?? Number.NaN, 12);
  });

  it("fits better than all but one in a thousand of the 9! orders of the circle", () => {
    const error = Math.sqrt((expected.exactP * (1 - expected.exactP)) / 10_000);
    expect(Math.abs(found.order.p - expected.exactP)).toBeLessThan(4 * error + 1e-4);
  });
});

/** A matrix of one shift with one interval on either side. */
const made = (shift: (prompt: number, value: number) => number, halfWidth: number) =>
  recordOf(VALUES, (_, prompt) =>
    VALUES.map((_value, value) => {
      const estimate = shift(prompt, value);
      return { estimate, interval: { lower: estimate - halfWidth, upper: estimate + halfWidth } };
    }),
  );

describe("circleChecks", () => {
  it("hold, fail or are not decided, as the intervals say", () => {
    const verdicts = (shift: number, halfWidth: number) =>
      circleChecks(made(() => shift, halfWidth)).map(({ expected: side, verdict }) => `${side} ${verdict}`);
    expect(new Set(verdicts(0.5, 0.2))).toEqual(new Set(["compatible holds", "conflicting fails"]));
    expect(new Set(verdicts(-0.5, 0.2))).toEqual(new Set(["compatible fails", "conflicting holds"]));
    expect(new Set(verdicts(0.5, 0.6))).toEqual(
      new Set(["compatible not_decided", "conflicting not_decided"]),
    );
  });
});

describe("circleOrder", () => {
  const settings = () => ({ permutations: 2000, random: seededRandom(7) });

  it("finds a cosine on the circle, whatever every prompt moves alike", () => {
    const cosine = made((prompt, value) => Math.cos(((prompt - value) * Math.PI) / 5) + value, 0.1);
    const { withoutGeneric, p } = circleOrder(cosine, settings());
    expect(withoutGeneric).toBeLessThan(-0.95);
    expect(p).toBe(1 / 2001);
  });

  it("finds nothing in noise more often than p says", () => {
    const random = seededRandom(11);
    const ps = Array.from(
      { length: 60 },
      () =>
        circleOrder(
          made(() => random(), 0.1),
          { permutations: 200, random },
        ).p,
    );
    expect(ps.filter((p) => p < 0.05).length).toBeLessThanOrEqual(8);
    expect(ps.filter((p) => p < 0.5).length).toBeGreaterThan(18);
  });
});
