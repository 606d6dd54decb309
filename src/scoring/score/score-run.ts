import { mean, standardDeviation } from "simple-statistics";
import { DIMENSIONS, DIMENSIONS_OF, FAMILIES, type Family } from "../../instrument/dimensions.ts";
import type { ItemId } from "../../instrument/item.ts";
import {
  familyItems,
  type Key,
  type KeyedItem,
  type TaggingKey,
  type WeighingKey,
} from "../../instrument/key.ts";
import { countBy } from "../../lib/group-by.ts";
import type { Run } from "../../runs/answer.ts";
import { type Identified, identityOf } from "../../runs/run-identity.ts";
import { countAnswers } from "./count-answers.ts";
import { type ItemValues, itemRatings } from "./item-ratings.ts";
import { weighItems } from "./item-weights.ts";
import type { AnswerCounts, Profile, Score } from "./profile.ts";

/**
 * The value profile of a run: for every dimension the mean rating of its keyed items minus the mean rating
 * of the distinct items that are keyed to any dimension of the same family. Items without a rating are left
 * out of both means; a dimension without any rated item has no score. Under a weighing key the weighted sum of the
 * item ratings, see `weighItems`.
 * Agrees with the 34 published score files within 1e-12 (upstream lm_evaluation/score.py).
 */
export function scoreRun(run: Run, key: Key): Profile {
  return profileOf(run, key, itemRatings(run.responses));
}

/** `scoreRun` of a run whose ratings are known. */
export function profileOf(run: Run, key: Key, ratings: ItemValues): Profile {
  return scoreAnswers(run, { ratings, usable: usableAnswers(run), counts: countAnswers(run) }, key);
}

/** What a profile is made of, whatever the key. */
export type SummedAnswers = {
  readonly ratings: ItemValues;
  /** How many answers to an item hold a rating, for items with any. */
  readonly usable: ReadonlyMap<ItemId, number>;
  readonly counts: AnswerCounts;
};

/** `scoreRun` of a respondent whose answers were summed up before. */
export function scoreAnswers(who: Identified, { ratings, usable, counts }: SummedAnswers, key: Key): Profile {
  const scores = scoreRatings(ratings, key).map(
    ({ items, ...score }): Score => ({
      ...score,
      n: items.length,
      answers: items.reduce((sum, item) => sum + (usable.get(item) ?? 0), 0),
    }),
  );
  return {
    subject: who.subject,
    run: identityOf(who),
    key: key.id,
    scores: Object.fromEntries(scores.map((score) => [score.dimension, score])),
    counts,
  };
}

/** A score and the rated items that it is made of. */
export type RatingScore = Omit<Score, "n" | "answers"> & { readonly items: readonly ItemId[] };

/** The scores of `scoreRun` alone, in the order of the dimensions. */
export function scoreRatings(ratings: ItemValues, key: Key): RatingScore[] {
  return key.kind === "weighing" ? weighedScores(key, ratings) : taggedScores(key, ratings);
}

function taggedScores(key: TaggingKey, ratings: ItemValues): RatingScore[] {
  return FAMILIES.flatMap((family) => {
    const baseline = familyBaseline(family, key, ratings);
    return DIMENSIONS_OF[family].flatMap((dimension): RatingScore[] => {
      const keyed = key.items[dimension].filter(({ item }) => ratings.has(item));
      if (keyed.length === 0 || baseline === undefined) return [];
      const scored = keyed.map((keyedItem) => scoredRating(keyedItem, ratings));
      return [
        {
          dimension,
          centred: mean(scored) - baseline,
          mean: mean(scored),
          sd: standardDeviation(scored),
          items: keyed.map(({ item }) => item),
        },
      ];
    });
  });
}

function weighedScores(key: WeighingKey, ratings: ItemValues): RatingScore[] {
  const { items, weights } = weighItems(key, ratings);
  if (weights === undefined) return [];
  const rated = items.map((item) => ratings.get(item) ?? Number.NaN);
  return DIMENSIONS.map((dimension) => ({
    dimension,
    centred: rated.reduce(
      (sum, rating, index) => sum + (weights[dimension][index] ?? Number.NaN) * rating,
      0,
    ),
    mean: undefined,
    sd: undefined,
    items,
  }));
}

/** Mean rating over the distinct items of a family, in rating direction whatever their sign (as the authors do). */
function familyBaseline(
  family: Family,
  key: TaggingKey,
  ratings: ReadonlyMap<ItemId, number>,
): number | undefined {
  const rated = familyItems(key, family).flatMap((item) => ratings.get(item) ?? []);
  return rated.length === 0 ? undefined : mean(rated);
}

function scoredRating({ item, sign }: KeyedItem, ratings: ReadonlyMap<ItemId, number>): number {
  const rating = ratings.get(item) ?? Number.NaN; // callers pass rated items only
  return sign === 1 ? rating : 7 - rating;
}

function usableAnswers(run: Run): SummedAnswers["usable"] {
  const usable = run.responses.filter(({ answer }) => answer.kind === "rating");
  return countBy(usable.map(({ item }) => item));
}
