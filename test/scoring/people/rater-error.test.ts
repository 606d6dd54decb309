import { sampleStandardDeviation } from "simple-statistics";
import { expect, test } from "vitest";
import { DIMENSIONS } from "../../../src/instrument/dimensions.ts";
import { KEY_IDS } from "../../../src/instrument/key.ts";
import { recordOf } from "../../../src/lib/record-of.ts";
import { loadItems, loadKey, loadSurvey } from "../../../src/release/data.ts";
import { raterError } from "../../../src/scoring/people/rater-error.ts";
import golden from "../../golden/human.json" with { type: "json" };
import weighted from "../../golden/weighted-key.json" with { type: "json" };

const survey = loadSurvey();
const everyItem = new Set(loadItems().map(({ id }) => id));

test.each(KEY_IDS)("agrees with numpy, key %s", (id) => {
  const expected = { ...golden.raterSe, weighted: weighted.people.se }[id];
  for (const dimension of DIMENSIONS)
    expect(raterError(survey, loadKey(id), dimension, everyItem), dimension).toBeCloseTo(
      expected[dimension],
      9,
    );
});

test("is that of a mean when one item is keyed and the baseline is fixed by it", () => {
  const key = loadKey("released");
  const ratings = survey.groups.flatMap((group) => group.ratings.get("1024/1") ?? []);
  const one = {
    ...key,
    items: {
      ...recordOf(DIMENSIONS, () => []),
      Universalism: [{ item: "1024/1", sign: 1 as const }],
      Power: [{ item: "1024/3", sign: 1 as const }],
    },
  };
  const other = survey.groups.flatMap((group) => group.ratings.get("1024/3") ?? []);
  const halves = ratings.map((rating, rater) => (rating - (other[rater] ?? Number.NaN)) / 2);
  expect(raterError(survey, one, "Universalism", everyItem)).toBeCloseTo(
    sampleStandardDeviation(halves) / Math.sqrt(halves.length),
    12,
  );
});

test("without a rated item there is none", () => {
  expect(raterError(survey, loadKey("released"), "Power", new Set())).toBeUndefined();
});
