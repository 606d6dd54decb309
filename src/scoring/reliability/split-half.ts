import { max, mean, min, sampleCorrelation, shuffle, standardDeviation } from "simple-statistics";
import { DIMENSIONS, type Dimension } from "../../instrument/dimensions.ts";
import { portraitOf } from "../../instrument/item.ts";
import type { Key } from "../../instrument/key.ts";
import type { Random } from "../../lib/random.ts";
import { recordOf } from "../../lib/record-of.ts";
import type { ItemValues } from "../score/item-ratings.ts";
import { spearmanBrown } from "../statistics/spearman-brown.ts";
import { type QuerySums, querySums, type RatioSums, scoreContrast } from "../uncertainty/query-sums.ts";
import type { SplitHalf } from "./reliability.ts";

/**
 * Split-half reliability over queries: would the same models come out in the same order on other queries? The
 * queries are split into random halves, each half is scored with its own baseline, and the two scores are
 * correlated (Pearson) over the models; the mean correlation over the splits is stepped up to the whole
 * instrument. Queries and not items are split, because responses to one query are not independent.
 * The mean is taken before Spearman-Brown: 2r / (1 + r) is concave, so that the mean of stepped-up correlations
 * is biased downwards, and a few splits that correlate near -1 would decide it.
 * Splits where a half has no keyed item, or all models the same score, are skipped and counted.
 * Agrees with numpy (test/golden/reliability.py). 1,000 splits of 33 models take about 2 s.
 */
export function splitHalf(
  ratings: readonly ItemValues[],
  key: Key,
  { splits = 1000, random }: { readonly splits?: number; readonly random: Random },
): Readonly<Record<Dimension, SplitHalf>> {
  const models = modelSums(ratings, key);
  const halves = Array.from({ length: splits }, () => randomHalf(models[0]?.queries.length ?? 0, random));
  return recordOf(DIMENSIONS, (dimension) => {
    const scores = models.map((sums) => splittableScore(sums, dimension));
    const correlations = halves.flatMap((half) => halfCorrelation(scores, half) ?? []);
    return summarise(correlations, splits);
  });
}

/** Sums by query for each respondent, over the queries that any of them has a rating of. */
export function modelSums(ratings: readonly ItemValues[], key: Key): readonly QuerySums[] {
  const queries = new Set(ratings.flatMap((rated) => [...rated.keys()].map(portraitOf)));
  const frame = [...queries].sort((one, other) => one - other);
  return ratings.map((rated) => querySums(rated, key, frame));
}

/** A model's score of a dimension, ready to be split; totals are kept because every split needs them. */
type SplittableScore = { readonly keyed: Part; readonly baseline: Part };
type Part = RatioSums & { readonly totalSum: number; readonly totalCount: number };

export function splittableScore(sums: QuerySums, dimension: Dimension): SplittableScore {
  const { of, against } = scoreContrast(sums, dimension);
  return { keyed: withTotals(of), baseline: withTotals(against) };
}

/**
 * The correlation over models between the centred score on the queries of a half (their indices) and on the
 * others; undefined when a score or the correlation is.
 */
export function halfCorrelation(models: readonly SplittableScore[], half: Uint16Array): number | undefined {
  const scores = models.map((model) => {
    const [keyed, baseline] = [halfMeans(model.keyed, half), halfMeans(model.baseline, half)];
    return { inside: keyed.inside - baseline.inside, outside: keyed.outside - baseline.outside };
  });
  if (scores.some(({ inside, outside }) => !Number.isFinite(inside + outside))) return undefined;
  const [insides, outsides] = [scores.map(({ inside }) => inside), scores.map(({ outside }) => outside)];
  return isFlat(insides) || isFlat(outsides) ? undefined : sampleCorrelation(insides, outsides);
}

function withTotals({ sums, counts }: RatioSums): Part {
  const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
  return { sums, counts, totalSum: total(sums), totalCount: total(counts) };
}

/** Mean rating inside and outside the half; not a number when there is none. */
function halfMeans(part: Part, half: Uint16Array): { inside: number; outside: number } {
  let sum = 0;
  let count = 0;
  for (const query of half) {
    sum += part.sums[query] ?? 0;
    count += part.counts[query] ?? 0;
  }
  return { inside: sum / count, outside: (part.totalSum - sum) / (part.totalCount - count) };
}

/** Whether scores are equal but for rounding errors, which would correlate. */
function isFlat(scores: readonly number[]): boolean {
  return scores.length === 0 || max([...scores]) - min([...scores]) < 1e-9;
}

/** Indices of the queries of one half; an odd query goes to the other. */
function randomHalf(queries: number, random: Random): Uint16Array {
  const order = shuffle(
    Array.from({ length: queries }, (_, query) => query),
    random,
  );
  return Uint16Array.from(order.slice(0, Math.floor(queries / 2)));
}

function summarise(correlations: readonly number[], splits: number): SplitHalf {
  const skipped = splits - correlations.length;
  if (correlations.length === 0)
    return { correlation: undefined, sd: undefined, reliability: undefined, splits: 0, skipped };
  const correlation = mean([...correlations]);
  return {
    correlation,
    sd: standardDeviation([...correlations]),
    reliability: spearmanBrown(correlation),
    splits: correlations.length,
    skipped,
  };
}
