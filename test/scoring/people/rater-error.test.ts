import { sampleStandardDeviation } from "simple-statistics";
import { expect, test } from "vitest";
import { DIMENSIONS } from "../../../src/instrument/dimensions.ts";
import { KEY_IDS } from "../../../src/instrument/key.ts";
import { seededRandom } from "../../../src/lib/random.ts";
import { loadItems, loadKey, loadSurvey } from "../../../src/release/data.ts";
import { humanReference } from "../../../src/scoring/people/human-reference.ts";
import { raterError } from "../../../src/scoring/people/rater-error.ts";

const survey = loadSurvey();
const everyItem = new Set(loadItems().map(({ id }) => id));

test("agrees with the bootstrap over raters", () => {
  for (const key of KEY_IDS.map(loadKey)) {
    const bootstrap = humanReference(survey, key, { resamples: 1000, random: seededRandom(1) });
    for (const { dimension, interval } of bootstrap) {
      const error = raterError(survey, key, dimension, everyItem) ?? Number.NaN;
      // A normal interval is 2 x 1.96 standard errors wide; 1,000 resamples know its ends within some percent.
      const ratio = ((interval?.upper ?? Number.NaN) - (interval?.lower ?? Number.NaN)) / (2 * 1.96 * error);
      expect(ratio, `${key.id} ${dimension}`).toBeGreaterThan(0.88);
      expect(ratio, `${key.id} ${dimension}`).toBeLessThan(1.12);
    }
  }
});

test("is that of a mean when one item is keyed and the baseline is fixed by it", () => {
  const key = loadKey("released");
  const ratings = survey.groups.flatMap((group) => group.ratings.get("1024/1") ?? []);
  const one = {
    ...key,
    items: {
      ...emptyItems(),
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

function emptyItems() {
  // One entry for each dimension.
  return Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, []])) as unknown as Record<
    (typeof DIMENSIONS)[number],
    []
  >;
}
