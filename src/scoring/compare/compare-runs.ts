import { DIMENSIONS, type Dimension } from "../../instrument/dimensions.ts";
import type { Key } from "../../instrument/key.ts";
import type { KeyError } from "../../instrument/key-error.ts";
import { recordOf } from "../../lib/record-of.ts";
import type { Run } from "../../runs/answer.ts";
import { identityOf } from "../../runs/run-identity.ts";
import { countAnswers } from "../score/count-answers.ts";
import { differentiation, explainedByDifferentiation } from "../score/differentiation.ts";
import { type ItemValues, itemRatings } from "../score/item-ratings.ts";
import { DEFAULT_RESAMPLES, seededQueryDraws } from "../uncertainty/query-draws.ts";
import { querySums, scoreContrast, subtractSums } from "../uncertainty/query-sums.ts";
import { resampledScores, resampleMeans } from "../uncertainty/resample.ts";
import { uncertainty } from "../uncertainty/uncertainty.ts";
import type { ComparedDimension, PairedComparison } from "./comparison.ts";
import { minimalDetectableDifference } from "./minimal-detectable-difference.ts";
import { pairRuns } from "./pair-runs.ts";
import { type PairedValues, pairedDifferences } from "./paired-differences.ts";

export type ComparisonOptions = {
  /** Differences below this, in rating points, are of no interest: what "equivalent" means. */
  readonly margin: number;
  readonly seed: number;
  /** Bootstrap resamples and permutations, at least 100. */
  readonly resamples?: number | undefined;
  /** People's mean ratings, to tell how much of a difference is one of differentiation. */
  readonly people?: ItemValues | undefined;
  /** The error of the key, to stand beside each difference. */
  readonly keyError?: KeyError | undefined;
};

/**
 * Where two runs differ: models, personas, dates or system prompts. Only items and variants that both have a
 * rating for count; a difference is the score of `a` minus that of `b`. Because the items are the same, it is a
 * score of the rating differences, and everything that holds for a score's uncertainty holds for it. What it comes
 * to is decided by `judgeDifferences`.
 * @throws {RangeError} a margin that is not above 0, or fewer than 100 resamples
 * @example
 * compareRuns(withPersona, without, key, { margin: 0.3, seed: 42 }).dimensions.Tradition;
 * // => { kind: "compared", difference: .58, student: { … }, adjustedP: .004, verdict: "higher", … }
 */
export function compareRuns(
  a: Run,
  b: Run,
  key: Key,
  { margin, seed, resamples = DEFAULT_RESAMPLES, people = new Map(), keyError }: ComparisonOptions,
): PairedComparison {
  const pair = pairRuns(a, b, key);
  const values = { a: itemRatings(pair.a), b: itemRatings(pair.b) };
  const judged = pairedDifferences(values, key, { margin, seed, resamples });
  const sums = subtractSums(querySums(values.a, key), querySums(values.b, key));
  const rated = { a: itemRatings(a.responses), b: itemRatings(b.responses) };
  const common = new Map([...people].filter(([item]) => rated.a.has(item) && rated.b.has(item)));
  const slopes = differentiations(rated, common);
  const items = new Set(values.a.keys());
  const means = resampleMeans(sums, seededQueryDraws(sums.queries.length, resamples, seed));
  const compare = (dimension: Dimension): ComparedDimension => {
    const row = judged.get(dimension);
    if (row?.kind !== "compared") return row ?? { kind: "undefined", dimension, reason: "no_rated_item" };
    const { test, ...difference } = row;
    const { error, interval: _, ...judgement } = test; // the interval is `student` below
    return {
      ...difference,
      ...judgement,
      ...uncertainty(scoreContrast(sums, dimension), resampledScores(means, dimension), error),
      minimalDetectable: minimalDetectableDifference(error),
      explained: slopes && explainedByDifferentiation(slopes.a - slopes.b, common, key, dimension, items),
      keyError: keyError?.difference[dimension],
    };
  };
  return {
    a: a.subject,
    b: b.subject,
    runs: { a: identityOf(a), b: identityOf(b) },
    key: key.id,
    resamples,
    seed,
    margin,
    answers: { a: countAnswers(a), b: countAnswers(b) },
    paired: pair.paired,
    dropped: pair.dropped,
    differentiation: slopes,
    dimensions: recordOf(DIMENSIONS, compare),
  };
}

/** Over all items that both rated, also those that the key does not score: it is a respondent's, not a key's. */
function differentiations({ a, b }: PairedValues, people: ItemValues): PairedComparison["differentiation"] {
  const [one, other] = [differentiation(a, people), differentiation(b, people)];
  return one === undefined || other === undefined ? undefined : { a: one, b: other };
}
