import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../src/lib/random.ts";
import { loadPublishedExperiments } from "../../../src/release/data.ts";
import type { Agreement } from "../../../src/scoring/experiments/against-people.ts";
import { analyseDemographics } from "../../../src/scoring/experiments/demographics.ts";
import { signAgreement } from "../../../src/scoring/experiments/sign-agreement.ts";
import golden from "../../golden/experiments.json" with { type: "json" };

const { axes } = loadPublishedExperiments();
const found = analyseDemographics(axes, { permutations: 10_000, random: seededRandom(42) });
const groups = found.axes.flatMap((axis) => axis.groups);

type GoldenAgreement = (typeof golden.pooled)["asMeasured"];

/** The p of 10,000 deals lies within four of its standard errors of that of all 10!. */
function expectAgreement(
  agreement: Agreement | undefined,
  expected: GoldenAgreement | null | undefined,
): void {
  if (agreement === undefined || expected === null || expected === undefined) {
    expect(agreement).toBeUndefined();
    expect(expected).toBeNull();
    return;
  }
  const { cosine, permutationP, signs, sizeRatio, rho } = agreement;
  expect(cosine).toBeCloseTo(expected.cosine, 12);
  expect(Math.abs(permutationP - expected.exactP)).toBeLessThan(
    4 * Math.sqrt((expected.exactP * (1 - expected.exactP)) / 10_000) + 2e-4,
  );
  expect(signs).toMatchObject({
    agreeing: expected.agreeing,
    decided: expected.decided,
    alike: expected.alike,
  });
  expect(signs.p).toBeCloseTo(expected.signP, 9);
  expect(sizeRatio).toBeCloseTo(expected.sizeRatio, 9);
  expect(rho).toBeCloseTo(expected.rho, 9);
}

describe("the published personas, as numpy and scipy have them", () => {
  it("have the generic shift, its share, and the cosine of each with the others", () => {
    for (const [place, shift] of found.generic.mean.entries())
      expect(shift).toBeCloseTo(golden.generic.mean[place] ?? Number.NaN, 12);
    expect(found.generic.share).toBeCloseTo(golden.generic.share, 12);
    for (const [index, { cosineWithOthers }] of groups.entries())
      expect(cosineWithOthers).toBeCloseTo(golden.generic.leaveOneOut[index] ?? Number.NaN, 12);
  });

  it.each(golden.groups)(
    "go with people as far as is said: $group",
    ({ group, asMeasured, withoutGeneric }) => {
      const against = groups.find((one) => one.group === group)?.againstPeople;
      expectAgreement(against?.asMeasured, asMeasured);
      expectAgreement(against?.withoutGeneric, withoutGeneric);
    },
  );

  it("together too", () => {
    expectAgreement(found.pooled.asMeasured, golden.pooled.asMeasured);
    expectAgreement(found.pooled.withoutGeneric, golden.pooled.withoutGeneric);
  });

  it.each(golden.contrasts)("as contrasts of $axis", ({ axis, agreement }) => {
    const contrast = found.axes.find((one) => one.axis === axis)?.contrasts.firstMinusLast;
    expectAgreement(contrast?.agreement, agreement);
  });

  it.each(golden.taus)("as trends of $axis", ({ axis, model, people }) => {
    const trends = found.axes.find((one) => one.axis === axis)?.trends;
    expect(trends === undefined).toBe(model === null);
    for (const [place, trend] of (trends ?? []).entries()) {
      expect(trend.model).toBeCloseTo(model?.[place] ?? Number.NaN, 12);
      if (people === null) expect(trend.people).toBeUndefined();
      else expect(trend.people).toBeCloseTo(people[place] ?? Number.NaN, 12);
    }
  });
});

describe("the published personas, as they were first computed by hand", () => {
  it("move together: their mean carries 67% of the squares", () => {
    const rounded = found.generic.mean.map((shift) => Number(shift.toFixed(2)));
    expect(rounded).toEqual([-0.34, -0.45, 0.28, 0.14, 0.33, 0.06, 0.05, 0.01, 0.01, 0.06]);
    expect(found.generic.share).toBeCloseTo(0.67, 2);
    const cosines = groups.map(({ cosineWithOthers = Number.NaN }) => cosineWithOthers);
    expect([Math.min(...cosines).toFixed(2), Math.max(...cosines).toFixed(2)]).toEqual(["0.53", "0.96"]);
  });

  it("have these cosines, signs alike of ten, and sizes against people", () => {
    const told = groups.flatMap(({ group, againstPeople }) => {
      if (againstPeople === undefined) return [];
      const { cosine = Number.NaN, signs, sizeRatio = Number.NaN } = againstPeople.asMeasured;
      return [`${group} ${cosine.toFixed(2)}/${signs.alike}/${sizeRatio.toFixed(1)}`];
    });
    expect(told).toEqual([
      "Male 0.06/5/3.4",
      "Female -0.47/2/3.8",
      "20-39 0.19/8/0.9",
      "40-59 -0.23/7/7.6",
      "60-79 0.24/5/1.9",
      "80 and over 0.43/8/0.9",
      "Left -0.35/3/3.2",
      "Centre -0.57/2/38.1",
      "Right 0.87/9/3.6",
      "Below high school 0.45/7/2.6",
      "High school -0.61/2/2.8",
      "Bachelor's -0.32/4/2.4",
      "Master's -0.67/3/1.5",
    ]);
  });

  it("understate age and widen gender and politics", () => {
    const told = found.axes.flatMap(({ axis, contrasts: { firstMinusLast } }) => {
      const { agreement } = firstMinusLast;
      if (agreement === undefined) return [];
      const { cosine = Number.NaN, signs, sizeRatio = Number.NaN } = agreement;
      return [`${axis} ${cosine.toFixed(2)} ${signs.alike}/10 ${sizeRatio.toFixed(1)}`];
    });
    expect(told).toEqual([
      "gender -0.32 4/10 2.3",
      "age 0.61 9/10 0.4",
      "political 0.47 8/10 1.9",
      "education -0.26 3/10 1.0",
    ]);
  });

  it("all together: cosine .064 and 60 of 120 signs, without the generic shift .175 and 69 of 123", () => {
    const { asMeasured, withoutGeneric } = found.pooled;
    expect(asMeasured.cosine).toBeCloseTo(0.064, 3);
    expect(withoutGeneric.cosine).toBeCloseTo(0.175, 3);
    expect(asMeasured.sizeRatio).toBeCloseTo(1.95, 2);
    expect(withoutGeneric.sizeRatio).toBeCloseTo(1.1, 2);
    // Cells of exactly 0 alone were left out then, not those of people below .02.
    const people = groups.flatMap((group) => group.people ?? []);
    const cells = (shifts: readonly number[]) =>
      signAgreement(
        shifts.map((estimate) => ({ estimate })),
        people,
        0.005,
      );
    const held = groups.filter((group) => group.people !== undefined);
    expect(cells(held.flatMap(({ model }) => model))).toMatchObject({ agreeing: 60, decided: 120 });
    expect(cells(held.flatMap((group) => group.withoutGeneric))).toMatchObject({
      agreeing: 69,
      decided: 123,
    });
  });

  it("have these trends over age and education, people first", () => {
    const tau = (axis: string, ...values: string[]) =>
      found.axes
        .find((one) => one.axis === axis)
        ?.trends?.filter(({ value }) => values.includes(value))
        .map(({ value, people, model }) => `${value} ${people?.toFixed(2)}|${model?.toFixed(2)}`);
    expect(
      tau(
        "age",
        "Conformity",
        "Tradition",
        "Security",
        "Achievement",
        "Hedonism",
        "Stimulation",
        "Self_Direction",
      ),
    ).toEqual([
      "Conformity 1.00|0.33",
      "Tradition 1.00|0.67",
      "Security 1.00|0.33",
      "Achievement -1.00|-1.00",
      "Hedonism -1.00|-0.83",
      "Stimulation -1.00|-0.67",
      "Self_Direction -0.67|-0.67",
    ]);
    expect(tau("education", "Conformity", "Tradition", "Security", "Self_Direction")).toEqual([
      "Conformity -1.00|-0.33",
      "Tradition -1.00|0.33",
      "Security -1.00|0.67",
      "Self_Direction 0.83|-0.33",
    ]);
  });
});

describe("analyseDemographics", () => {
  it("adjusts the p of single groups by Holm's method", () => {
    const held = groups.flatMap(({ againstPeople }) => againstPeople ?? []);
    const smallest = held.toSorted(
      (one, other) => one.asMeasured.permutationP - other.asMeasured.permutationP,
    )[0];
    expect(smallest?.asMeasured.adjustedP).toBeCloseTo(
      13 * (smallest?.asMeasured.permutationP ?? Number.NaN),
      12,
    );
  });

  it("gives contrasts from the mean of an axis that sum to 0, for people too", () => {
    for (const { contrasts } of found.axes)
      for (const who of ["model", "people"] as const) {
        const rows = contrasts.fromMean.flatMap((one) => (one[who] === undefined ? [] : [one[who]]));
        for (const place of rows[0]?.keys() ?? [])
          expect(rows.reduce((sum, row) => sum + (row[place] ?? Number.NaN), 0)).toBeCloseTo(0, 12);
      }
  });

  it("leaves contrasts as they are when all personas move by the same more", () => {
    const moved = axes.map((axis) => ({
      ...axis,
      groups: axis.groups.map((group) => ({
        ...group,
        model: group.model.map(({ estimate }, place) => ({ estimate: estimate + place / 10 })),
      })),
    }));
    const again = analyseDemographics(moved, { permutations: 100, random: seededRandom(1) });
    for (const [index, { contrasts }] of again.axes.entries())
      for (const [place, difference] of contrasts.firstMinusLast.model.entries())
        expect(difference).toBeCloseTo(
          found.axes[index]?.contrasts.firstMinusLast.model[place] ?? Number.NaN,
          12,
        );
  });

  it("refuses an axis of one group", () => {
    const [axis] = axes;
    if (axis === undefined) throw new Error("no axis");
    const one = [{ ...axis, groups: axis.groups.slice(0, 1) }, axis];
    expect(() => analyseDemographics(one, { permutations: 100, random: seededRandom(1) })).toThrow(
      RangeError,
    );
  });
});
