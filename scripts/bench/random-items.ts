/**
 * Cronbach's alpha over the released models of fifteen items drawn at random from those of the values, raw and centred: what alpha is where nothing is
 * measured; beside it how far scores under the signed key go with how high a model rates everything.
 *
 *   npx tsx scripts/bench/random-items.ts [draws] [seed]
 */
import process from "node:process";
import { max, mean, min, sample, sampleCorrelation } from "simple-statistics";
import { VALUES } from "../../src/instrument/dimensions.ts";
import { familyItems } from "../../src/instrument/key.ts";
import { seededRandom } from "../../src/lib/random.ts";
import { loadKey } from "../../src/release/data.ts";
import { completeRatings, completeRuns } from "../../src/release/reference.ts";
import { profileOf } from "../../src/scoring/score/score-run.ts";
import { cronbachAlpha } from "../../src/scoring/statistics/cronbach-alpha.ts";

const ITEMS = 15;

const draws = Number(process.argv[2] ?? 200);
const seed = Number(process.argv[3] ?? 1);
const random = seededRandom(seed);
const models = completeRatings();
const family = familyItems(loadKey("released"), "values");
const rated = family.filter((item) => models.every((ratings) => ratings.has(item)));
const baselines = models.map((ratings) => mean(family.flatMap((item) => ratings.get(item) ?? [])));

const alphas = Array.from({ length: draws }, () => {
  const drawn = sample([...rated], ITEMS, random);
  const raw = models.map((ratings) => drawn.map((item) => ratings.get(item) ?? Number.NaN));
  const centred = raw.map((row, model) => row.map((rating) => rating - (baselines[model] ?? Number.NaN)));
  return { raw: cronbachAlpha(raw) ?? Number.NaN, centred: cronbachAlpha(centred) ?? Number.NaN };
});
const raw = alphas.map((alpha) => alpha.raw);
const centred = alphas.map((alpha) => alpha.centred);
process.stdout.write(
  `${ITEMS} of ${rated.length} items, ${draws} draws, seed ${seed}: raw alpha ${mean(raw).toFixed(2)} in the mean, ${min(raw).toFixed(2)} at least; centred ${mean(centred).toFixed(2)} in the mean\n`,
);

const signed = loadKey("signed");
const levels = models.map((ratings) => mean([...ratings.values()]));
const correlations = VALUES.map((value) =>
  sampleCorrelation(
    completeRuns().map(
      (run, model) => profileOf(run, signed, models[model] ?? new Map()).scores[value]?.centred ?? Number.NaN,
    ),
    levels,
  ),
);
process.stdout.write(
  `scores under the signed key with the mean rating: r ${max(correlations).toFixed(2)} to ${min(correlations).toFixed(2)}\n`,
);
