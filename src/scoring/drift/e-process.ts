import type { Random } from "../../lib/random.ts";
import { betweenRuns, type RunContributions } from "./query-contributions.ts";

/** An alarm is raised when the evidence reaches this: without a change it ever does so in one series of 20 at most. */
export const ALARM = 20;

/** Draws of who plays the new run; p has a grain of a thousandth. */
const DRAWS = 999;

/** What a run adds to the evidence that something changed. */
export type EvidenceStep = {
  /** Randomised: without a change uniform over 0 to 1, and independent of all steps before. */
  readonly p: number;
  /** What a bet of 1 against "nothing changed" would have become. */
  readonly e: number;
};

/**
 * How much the newest of some runs speaks for a change since the others. Without a change it could as well have been any
 * of the runs, in each query on its own. So for every query one run is drawn to play the new one, and p is the place of
 * the true one among the draws, ties split at random. The statistic is
 *
 *     sum over v of (sum over q of z_qv)^2 / sum over q of var_qv
 *
 * where z_qv is what query q adds to the score on v in the run that plays, once that run's level is taken out, less its
 * mean over the runs, and var_qv its variance over them. e = integral of k p^(k - 1) over 0 < k < 1 = (1 - p + p ln p) / (p ln^2 p) (Vovk & Wang 2021,
 * Annals of Statistics 49, 1736-1754). As the p of successive runs are independent (Vovk 2021, Statistical
 * Science 36, 595-611), e may be multiplied up and looked at after each run.
 * Agrees with numpy on the same draws (test/golden/e-process.py).
 * @param contributions the newest run's last
 * @param random not used before: a seed of this step's own
 * @returns undefined with fewer than two runs, or when nothing in them differs
 */
export function evidenceStep(contributions: RunContributions, random: Random): EvidenceStep | undefined {
  const { runs, queries } = contributions;
  if (runs < 2) return undefined;
  const columns = standardised(contributions);
  if (columns.length === 0) return undefined;
  const observed = statistic(columns, new Uint16Array(queries).fill(runs - 1), runs);
  let [above, equal] = [0, 0];
  const playing = new Uint16Array(queries);
  for (let draw = 0; draw < DRAWS; draw += 1) {
    for (let query = 0; query < queries; query += 1) playing[query] = Math.floor(random() * runs);
    const drawn = statistic(columns, playing, runs);
    if (Math.abs(drawn - observed) <= ROUNDING) equal += 1;
    else if (drawn > observed) above += 1;
  }
  const p = (above + (1 - random()) * (equal + 1)) / (DRAWS + 1);
  return { p, e: eValue(p) };
}

/** Statistics that are closer than this are equal but for rounding. */
const ROUNDING = 1e-9;

/**
 * The mean over 0 < k < 1 of the e-values k p^(k - 1), of which each is the best bet for some size of change.
 * @param p above 0, at most 1
 * @example
 * eValue(0.05); // => 1.78…
 */
export function eValue(p: number): number {
  const depth = -Math.log(p);
  // As (e^L - 1 - L) / L^2, of which the first terms are left where L is small.
  return depth < 1e-4 ? 0.5 + depth / 6 : (Math.expm1(depth) - depth) / depth ** 2;
}

/** In units of the standard deviation that random players give to the sum; left out when no query differs between runs. */
function standardised(contributions: RunContributions): Float64Array[] {
  const { runs } = contributions;
  return contributions.dimensions.flatMap((dimension) => {
    const between = betweenRuns(dimension, runs);
    const deviation = Math.sqrt(between.reduce((sum, value) => sum + value * value, 0) / runs);
    return deviation < ROUNDING ? [] : [between.map((value) => value / deviation)];
  });
}

/** Plain loops over typed arrays: 999 draws of 100 queries on 10 dimensions take 5 ms. */
function statistic(columns: readonly Float64Array[], playing: Uint16Array, runs: number): number {
  let squares = 0;
  for (const column of columns) {
    let sum = 0;
    for (let query = 0; query < playing.length; query += 1)
      sum += column[query * runs + (playing[query] ?? 0)] ?? 0;
    squares += sum * sum;
  }
  return squares;
}
