import { DIMENSIONS, DIMENSIONS_OF, type Dimension, FAMILIES } from "../../instrument/dimensions.ts";
import type { Key } from "../../instrument/key.ts";
import { seededRandom } from "../../lib/random.ts";
import type { Run } from "../../runs/answer.ts";
import { itemRatings } from "../score/item-ratings.ts";
import { holm } from "../statistics/holm.ts";
import type { Interval } from "../statistics/interval.ts";
import { clusterRobustSe } from "../uncertainty/cluster-robust-se.ts";
import { DEFAULT_RESAMPLES, seededQueryDraws } from "../uncertainty/query-draws.ts";
import {
  contrastValue,
  meanOf,
  type QuerySums,
  querySums,
  type RatioSums,
  scoreContrast,
  sizeOf,
} from "../uncertainty/query-sums.ts";
import { resampledScores, resampleMeans } from "../uncertainty/resample.ts";
import { whyNoInterval } from "../uncertainty/score-intervals.ts";
import { nullContributions, signFlip } from "../uncertainty/sign-flip.ts";
import { uncertainty } from "../uncertainty/uncertainty.ts";
import type { ComparedDimension, Comparison, Verdict } from "./comparison.ts";
import { equivalence } from "./equivalence.ts";
import { minimalDetectableDifference } from "./minimal-detectable-difference.ts";
import { pairRuns } from "./pair-runs.ts";

/** A difference is real when its adjusted p is below this. */
const ALPHA = 0.05;

export type ComparisonOptions = {
  /** Differences below this, in rating points, are of no interest: what "equivalent" means. */
  readonly margin: number;
  readonly seed: number;
  /** Bootstrap resamples and permutations, at least 100. */
  readonly resamples?: number | undefined;
};

/**
 * Where two runs differ: models, personas, dates or system prompts. Only items and variants that both have a
 * rating for count; a difference is the score of `a` less that of `b`. Because the items are the same, it is a
 * score of the rating differences, and everything that holds for a score's uncertainty holds for it.
 *
 * A dimension "differs" when its sign-flip p, adjusted by Holm's method for its family, is below .05 and the 95%
 * interval leaves out 0: the one guards the number of tests, the other keeps a verdict from contradicting the
 * interval printed beside it. It is "equivalent" when the 90% interval lies inside the margin. Both can hold, for
 * a small and precise difference; the verdict is then "equivalent", because the caller's margin says that such a
 * difference does not matter, and `differs` still tells that it is there.
 * @throws {RangeError} a margin that is not above 0, or fewer than 100 resamples
 * @example
 * compareRuns(withPersona, without, key, { margin: 0.3, seed: 42 }).dimensions.Tradition;
 * // => { kind: "compared", difference: .58, student: { … }, adjustedP: .004, verdict: "higher", … }
 */
export function compareRuns(
  a: Run,
  b: Run,
  key: Key,
  { margin, seed, resamples = DEFAULT_RESAMPLES }: ComparisonOptions,
): Comparison {
  const pair = pairRuns(a, b, key);
  const sumsA = querySums(itemRatings(pair.a), key);
  const sumsB = querySums(itemRatings(pair.b), key);
  const differences = subtractSums(sumsA, sumsB);
  const means = resampleMeans(differences, seededQueryDraws(differences.queries.length, resamples, seed));
  const ps = permutationPs(differences, { seed, resamples });
  const compare = (dimension: Dimension): ComparedDimension => {
    const contrast = scoreContrast(differences, dimension);
    const reason = whyNoInterval(contrast);
    const tested = ps.get(dimension);
    if (reason !== undefined || tested === undefined)
      return { kind: "undefined", dimension, reason: reason ?? "no_rated_item" };
    const difference = contrastValue(contrast);
    const closedForm = clusterRobustSe(contrast);
    const spread = uncertainty(contrast, resampledScores(means, dimension), closedForm);
    const { equivalent, interval } = equivalence(difference, closedForm, margin);
    const differs = tested.adjustedP < ALPHA && leavesOutZero(spread.student);
    return {
      kind: "compared",
      dimension,
      a: contrastValue(scoreContrast(sumsA, dimension)),
      b: contrastValue(scoreContrast(sumsB, dimension)),
      difference,
      ...sizeOf(contrast.of),
      ...spread,
      ...tested,
      differs,
      equivalent,
      equivalenceInterval: interval,
      minimalDetectable: minimalDetectableDifference(closedForm),
      verdict: verdictOf({ differs, equivalent, difference }),
    };
  };
  return {
    a: a.subject,
    b: b.subject,
    key: key.id,
    resamples,
    seed,
    margin,
    paired: pair.paired,
    dropped: pair.dropped,
    // One entry for each dimension.
    dimensions: Object.fromEntries(
      DIMENSIONS.map((dimension) => [dimension, compare(dimension)]),
    ) as Comparison["dimensions"],
  };
}

/** Whether an interval has 0 on one side. */
export function leavesOutZero({ lower, upper }: Interval): boolean {
  return lower > 0 || upper < 0;
}

/** The difference of two runs with the same rated items, as the sums of one run. */
export function subtractSums(a: QuerySums, b: QuerySums): QuerySums {
  const subtract = <Name extends string>(ofA: Record<Name, RatioSums>, ofB: Record<Name, RatioSums>) =>
    // One entry for each name of `ofA`.
    Object.fromEntries(
      Object.entries<RatioSums>(ofA).map(([name, { sums, counts }]) => [
        name,
        { sums: sums.map((sum, query) => sum - (ofB[name as Name].sums[query] ?? 0)), counts },
      ]),
    ) as Record<Name, RatioSums>;
  return {
    queries: a.queries,
    dimensions: subtract(a.dimensions, b.dimensions),
    families: subtract(a.families, b.families),
  };
}

type TestedDimension = { readonly p: number; readonly adjustedP: number };

/** Raw and adjusted p of every dimension that has an interval. */
function permutationPs(
  differences: QuerySums,
  { seed, resamples }: { readonly seed: number; readonly resamples: number },
): ReadonlyMap<Dimension, TestedDimension> {
  const tested = DIMENSIONS.filter(
    (dimension) => whyNoInterval(scoreContrast(differences, dimension)) === undefined,
  );
  const contributions = tested.map((dimension) => differenceContributions(differences, dimension));
  const ps = signFlip(contributions, { resamples, random: seededRandom(seed) });
  return new Map(
    FAMILIES.flatMap((family) => {
      const members = tested.flatMap((dimension, index) =>
        DIMENSIONS_OF[family].includes(dimension) ? [{ dimension, p: ps[index] ?? Number.NaN }] : [],
      );
      const adjusted = holm(members.map(({ p }) => p));
      return members.map(
        ({ dimension, p }, index) => [dimension, { p, adjustedP: adjusted[index] ?? Number.NaN }] as const,
      );
    }),
  );
}

/** What each query contributes to the difference of two runs' scores on a dimension; see `nullContributions`. */
export function differenceContributions(differences: QuerySums, dimension: Dimension): Float64Array {
  const contrast = scoreContrast(differences, dimension);
  return nullContributions(contrast, meanOf(contrast.against));
}

function verdictOf({
  differs,
  equivalent,
  difference,
}: {
  readonly differs: boolean;
  readonly equivalent: boolean;
  readonly difference: number;
}): Verdict {
  if (equivalent) return "equivalent";
  if (!differs) return "inconclusive";
  return difference > 0 ? "higher" : "lower";
}
