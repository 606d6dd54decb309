import type { Key } from "../../instrument/key.ts";
import type { Run } from "../../runs/answer.ts";
import { type QuerySums, querySums } from "../uncertainty/query-sums.ts";
import { type ItemValues, itemRatings } from "./item-ratings.ts";

/**
 * A run reduced, under a key, to what everything said of it is made of: made once where a run comes in, and passed
 * on. Not a Run with more fields, so that nobody can give it other answers and keep the ratings of the old ones.
 */
export type ReducedRun = {
  readonly run: Run;
  readonly key: Key;
  /** The rating of each item. */
  readonly ratings: ItemValues;
  /** The same by query, under the key. */
  readonly sums: QuerySums;
};

/**
 * Reduces a run under a key.
 * @param ratings the run's, when it was reduced before under another key
 */
export function reduceRun(run: Run, key: Key, ratings: ItemValues = itemRatings(run.responses)): ReducedRun {
  return { run, key, ratings, sums: querySums(ratings, key) };
}
