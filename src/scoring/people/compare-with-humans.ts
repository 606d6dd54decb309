import { standardDeviation } from "simple-statistics";
import { DIMENSIONS, type Dimension } from "../../instrument/dimensions.ts";
import { type ItemId, portraitOf } from "../../instrument/item.ts";
import { commonKey, dimensionsByItem, type Key } from "../../instrument/key.ts";
import type { Survey } from "../../instrument/survey.ts";
import type { Run } from "../../runs/answer.ts";
import { itemRatings } from "../score/item-ratings.ts";
import type { Profile } from "../score/profile.ts";
import type { Interval } from "../statistics/interval.ts";
import { percentileInterval } from "../statistics/percentile-interval.ts";
import { percentileRank } from "../statistics/percentile-rank.ts";
import { studentQuantile } from "../statistics/student-quantile.ts";
import type { BootstrapSettings } from "./human-reference.ts";
import { drawCounts, everyRater, pooledRatings } from "./pooled-ratings.ts";
import { planScores, weightedScores } from "./weighted-scores.ts";

/** A model's score beside that of people on the same items. All scores are centred, in rating points. */
export type HumanComparison = {
  readonly dimension: Dimension;
  readonly model: number;
  /** People's score over the items that the model rated: over all items of the key when the model rated them all. */
  readonly human: number;
  /** model - human. */
  readonly difference: number;
  /** Standard deviation of the difference over the replicates. */
  readonly se: number;
  /** difference -+ Student's t times `se`; undefined when the items belong to one query. */
  readonly interval: Interval | undefined;
  /** The percentile interval of the replicates, too narrow where queries are few. */
  readonly bootstrapInterval: Interval;
  /** Where the model stands among the released models, 0 to 100; undefined when there is none to stand among. */
  readonly percentile: number | undefined;
  /** Keyed items that the model rated, and the queries that they belong to. */
  readonly items: number;
  readonly queries: number;
  /** Replicates that held an item of the dimension; the figures are over these. */
  readonly replicates: number;
};

/**
 * How a model differs from people who rated the same items. Two kinds of chance are drawn independently in each
 * replicate: which queries the benchmark happens to ask (queries with all their items, with replacement, the same
 * ones for model and people) and who happened to rate them (raters within survey groups, with replacement). The
 * model's rating of an item is taken as given. The interval takes the replicates' standard deviation times
 * Student's t with one degree of freedom less than the dimension has queries, as the scores' own intervals do:
 * percentiles are too narrow where queries are few (see scoring/uncertainty/interval.ts). A dimension of few queries is missing
 * from some replicates. Dimensions without a rated item have no row.
 * Agrees with numpy on difference and standard error (test/golden/human.py). See HUMAN_REFERENCE_NOTE.
 * 10,000 resamples take one to two seconds.
 * @param released profiles of the released models under the same key; one that bears the run's name is left out
 * @throws {RangeError} a released profile under another key
 */
export function compareWithHumans(
  run: Run,
  survey: Survey,
  key: Key,
  settings: BootstrapSettings & { readonly released: readonly Profile[] },
): readonly HumanComparison[] {
  const { released, resamples = 10_000, level = 0.95, random } = settings;
  commonKey([{ key: key.id }, ...released]);
  const others = released.filter(({ subject }) => subject !== run.subject);
  const ratings = itemRatings(run.responses);
  const items = [...dimensionsByItem(key).keys()].filter((item) => ratings.has(item));
  const plan = planScores(key, items);
  const model = Float64Array.from(items, (item) => ratings.get(item) ?? Number.NaN);
  const pooled = pooledRatings(survey, items);
  const drawQueries = queryWeights(items, [...ratings.keys()]);

  const once = new Float64Array(items.length).fill(1);
  const modelScores = weightedScores(plan, model, once);
  const humanScores = weightedScores(plan, pooled(everyRater), once);
  const replicates = Array.from({ length: resamples }, () => {
    const weights = drawQueries((queries) => drawCounts(queries, random));
    const drawnRatings = pooled((raters) => drawCounts(raters, random));
    const humanReplicate = weightedScores(plan, drawnRatings, weights);
    return weightedScores(plan, model, weights).map((score, column) => score - (humanReplicate[column] ?? 0));
  });

  return DIMENSIONS.flatMap((dimension, column): HumanComparison[] => {
    const defined = replicates.flatMap((replicate) => definedOnly(replicate[column]));
    const bootstrapInterval = percentileInterval(defined, level);
    if (bootstrapInterval === undefined) return [];
    const modelScore = modelScores[column] ?? Number.NaN;
    const humanScore = humanScores[column] ?? Number.NaN;
    const difference = modelScore - humanScore;
    const se = standardDeviation(defined);
    const rated = key.items[dimension].filter(({ item }) => ratings.has(item));
    const queries = new Set(rated.map(({ item }) => portraitOf(item))).size;
    return [
      {
        dimension,
        model: modelScore,
        human: humanScore,
        difference,
        se,
        interval: queries < 2 ? undefined : studentInterval(difference, se, queries - 1, level),
        bootstrapInterval,
        percentile: percentileRank(
          modelScore,
          others.flatMap(({ scores }) => scores[dimension]?.centred ?? []),
        ),
        items: rated.length,
        queries,
        replicates: defined.length,
      },
    ];
  });
}

/** The weight of each item when whole queries are drawn, among all queries of which the model rated an item. */
function queryWeights(items: readonly ItemId[], rated: readonly ItemId[]) {
  const queries = [...new Set(rated.map(portraitOf))];
  const queryOf = items.map((item) => queries.indexOf(portraitOf(item)));
  return (draw: (queries: number) => Float64Array): Float64Array => {
    const counts = draw(queries.length);
    return Float64Array.from(queryOf, (query) => counts[query] ?? 0);
  };
}

function definedOnly(replicate = Number.NaN): readonly number[] {
  return Number.isNaN(replicate) ? [] : [replicate];
}

function studentInterval(estimate: number, se: number, degreesOfFreedom: number, level: number): Interval {
  const reach = studentQuantile((1 + level) / 2, degreesOfFreedom) * se;
  return { lower: estimate - reach, upper: estimate + reach };
}
