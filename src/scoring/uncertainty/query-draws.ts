import { type Random, seededRandom } from "../../lib/random.ts";

/** Fewer would give neither a standard error nor the ends of an interval. */
const MIN_RESAMPLES = 100;

/**
 * A random number has 53 bits and a draw of one of 104 queries takes 7, so that one number is good for four draws:
 * half the time, 6 ms for 10,000 resamples.
 */
const DRAWS_PER_NUMBER = 4;

/** The number of resamples and permutations unless the caller says otherwise. */
export const DEFAULT_RESAMPLES = 10_000;

/** The seed of all random numbers unless the caller says otherwise: one seed gives one answer. */
export const DEFAULT_SEED = 42;

/** As many queries as there are, drawn with replacement, many times. */
export type QueryDraws = {
  readonly queries: number;
  readonly resamples: number;
  /** How often each query was drawn, in bytes: all resamples of the first query, then of the second, ... */
  readonly weights: Uint8Array;
};

/**
 * Draws whole queries with replacement, `resamples` times: a query's items stay together, because the ratings of
 * responses to one query depend on each other. Query after query, so that summing streams through memory.
 * @throws {RangeError} fewer than 100 resamples, or not a whole number
 * @example
 * drawQueries(104, 10_000, seededRandom(42)).weights.length; // => 1_040_000
 */
export function drawQueries(queries: number, resamples: number, random: Random): QueryDraws {
  checkResamples(resamples);
  const weights = new Uint8Array(queries * resamples);
  for (let resample = 0; resample < resamples; resample += 1) {
    let uniform = 0;
    for (let draw = 0; draw < queries; draw += 1) {
      if (draw % DRAWS_PER_NUMBER === 0) uniform = random();
      // The whole part says which query; what is left is uniform again.
      const scaled = uniform * queries;
      const query = Math.floor(scaled);
      uniform = scaled - query;
      const cell = query * resamples + resample;
      weights[cell] = (weights[cell] ?? 0) + 1;
    }
  }
  return { queries, resamples, weights };
}

/** @throws {RangeError} fewer than 100, or not a whole number */
export function checkResamples(resamples: number): void {
  if (!Number.isInteger(resamples) || resamples < MIN_RESAMPLES)
    throw new RangeError(`resamples must be a whole number from ${MIN_RESAMPLES} up`);
}

/**
 * `drawQueries` from a seed. The last draws are kept, because all runs and comparisons of a report share them
 * and drawing takes a fifth of the time; whether they were kept changes no result.
 */
export function seededQueryDraws(queries: number, resamples: number, seed: number): QueryDraws {
  if (kept?.queries !== queries || kept.resamples !== resamples || kept.seed !== seed)
    kept = { ...drawQueries(queries, resamples, seededRandom(seed)), seed };
  return kept;
}

let kept: (QueryDraws & { readonly seed: number }) | undefined;
