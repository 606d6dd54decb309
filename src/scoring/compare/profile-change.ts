import type { Dimension } from "../../instrument/dimensions.ts";
import type { Key } from "../../instrument/key.ts";
import type { Random } from "../../lib/random.ts";
import type { Run } from "../../runs/answer.ts";
import { itemRatings } from "../score/item-ratings.ts";
import { checkResamples } from "../uncertainty/query-draws.ts";
import { querySums, scoreContrast, subtractSums } from "../uncertainty/query-sums.ts";
import { whyNoInterval } from "../uncertainty/score-intervals.ts";
import { differenceContributions } from "../uncertainty/sign-flip.ts";
import { pairRuns } from "./pair-runs.ts";

/** Whether two profiles differ at all, taken over several dimensions at once. */
export type ProfileChange = {
  /** Mean over the dimensions of the squared difference in permutation standard errors; about 1 without a change. */
  readonly statistic: number;
  /** Share of permutations with at least this statistic, the observed one counted among them. */
  readonly p: number;
  readonly dimensions: readonly Dimension[];
  readonly permutations: number;
};

/** Differences, in rating points, and statistics that are closer than this are equal but for rounding. */
const ROUNDING = 1e-9;

/**
 * Did the profile change? One test over all dimensions together: the two runs' labels are exchanged within
 * queries at random (the sign-flip permutation behind the single dimensions' p), and the statistic is the mean
 * squared difference, each in units of its own permutation standard error. Small changes in many values add up
 * here, which tests of one value at a time, adjusted for their number, cannot see; and as it is one test, it
 * raises a false alarm one time in twenty at .05 however many dimensions there are. It is the sum-of-squares
 * combination of partial tests (Pesarin & Salmaso 2010, chapter 4), which keeps their correlation.
 * Agrees with numpy on the same flips (test/golden/profile-change.py).
 * @returns undefined when no dimension has enough in common
 * @throws {RangeError} fewer than 100 permutations
 */
export function profileChange(
  a: Run,
  b: Run,
  key: Key,
  dimensions: readonly Dimension[],
  { permutations, random }: { readonly permutations: number; readonly random: Random },
): ProfileChange | undefined {
  checkResamples(permutations);
  const pair = pairRuns(a, b, key);
  const differences = subtractSums(querySums(itemRatings(pair.a), key), querySums(itemRatings(pair.b), key));
  const tested = dimensions.filter(
    (dimension) => whyNoInterval(scoreContrast(differences, dimension)) === undefined,
  );
  if (tested.length === 0) return undefined;
  const columns = tested.map((dimension) =>
    standardised(differenceContributions(scoreContrast(differences, dimension))),
  );
  const observed = meanSquare(columns.map((column) => column.reduce((sum, value) => sum + value, 0)));
  let reached = 1;
  const signs = new Float64Array(columns[0]?.length ?? 0);
  for (let permutation = 0; permutation < permutations; permutation += 1) {
    for (let query = 0; query < signs.length; query += 1) signs[query] = random() < 0.5 ? -1 : 1;
    if (meanSquare(flippedSums(columns, signs)) >= observed - ROUNDING) reached += 1;
  }
  return { statistic: observed, p: reached / (permutations + 1), dimensions: tested, permutations };
}

/** Contributions in units of their sum's standard deviation under random signs; all 0 when nothing differs. */
function standardised(contributions: Float64Array): Float64Array {
  const sd = Math.sqrt(contributions.reduce((sum, value) => sum + value * value, 0));
  return contributions.map((value) => (sd < ROUNDING ? 0 : value / sd));
}

/** The sum of each column when queries have these signs. */
function flippedSums(columns: readonly Float64Array[], signs: Float64Array): number[] {
  return columns.map((column) => {
    let sum = 0;
    for (let query = 0; query < column.length; query += 1) sum += (column[query] ?? 0) * (signs[query] ?? 0);
    return sum;
  });
}

function meanSquare(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value * value, 0) / values.length;
}
