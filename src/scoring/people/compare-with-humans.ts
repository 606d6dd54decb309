import { DIMENSIONS, type Dimension } from "../../instrument/dimensions.ts";
import { commonKey, type Key } from "../../instrument/key.ts";
import type { Survey } from "../../instrument/survey.ts";
import { judgePair, type MeasuredDifference, type TestedDifference } from "../compare/paired-differences.ts";
import { DEFAULT_MARGIN, type UnjudgedDifference } from "../compare/verdict.ts";
import { differentiation, explainedByDifferentiation } from "../score/differentiation.ts";
import type { ItemValues } from "../score/item-ratings.ts";
import type { Profile } from "../score/profile.ts";
import { raterMeans } from "../screen/rater-styles.ts";
import { percentileRank } from "../statistics/percentile-rank.ts";
import { twoSidedP } from "../statistics/student-t.ts";
import type { NoIntervalReason } from "../uncertainty/interval.ts";
import { contrastValue, querySums, scoreContrast, sizeOf } from "../uncertainty/query-sums.ts";
import { whyNoInterval } from "../uncertainty/score-intervals.ts";
import { raterError } from "./rater-error.ts";

/** What every comparison with people says beside it. */
export const HUMAN_REFERENCE_NOTE =
  "The human reference is how people rated the same items, scored as a model is scored. It is not their PVQ-21 " +
  "or BFI-10 score: questionnaire scores and these are on different scales and cannot be compared.";

/** A model's score beside that of people on the same items. All scores are centred, in rating points. */
export type HumanComparison = {
  readonly dimension: Dimension;
  readonly model: number;
  /** People's score over the items that the model rated: over all items of the key when the model rated them all. */
  readonly human: number;
  /** model - human. */
  readonly difference: number;
  /** The part of the difference that is one of differentiation, see `explainedByDifferentiation`. */
  readonly explained: number | undefined;
  /** The difference's error, test and verdict; undefined where there is no interval. */
  readonly test: TestedDifference | undefined;
  /** Why there is none; undefined where there is a test. */
  readonly untested: NoIntervalReason | undefined;
  /** Where the model stands among the released models, 0 to 100; undefined when there is none to stand among. */
  readonly percentile: number | undefined;
  /** Keyed items that the model rated, and the queries that they belong to. */
  readonly items: number;
  readonly queries: number;
};

/** A respondent's mean ratings, with its name. */
type Respondent = { readonly subject: string; readonly ratings: ItemValues };

/**
 * How a model differs from people who rated the same items. Two kinds of chance are in the error, in closed form:
 * which queries the benchmark happens to ask (the error of a paired difference, see `clusterRobustSe`) and who
 * happened to rate them (`raterError`); their variances add. The model's rating of an item is taken as given. p is
 * that of Student's t with one degree of freedom less than the dimension has queries, because turning the signs of
 * queries says nothing about raters; what the difference comes to is decided by `judgeDifferences`.
 * Dimensions without a rated item have no row. Agrees with numpy on the difference, and on the error with a bootstrap
 * that draws queries and raters (test/golden/human.py): 3% below it in the median over dimensions, at most 13%.
 * @param released profiles of the released models under the same key; one that bears the model's name is left out
 * @throws {RangeError} a released profile under another key, a rated item that nobody rated in the survey, or a
 * margin that is not above 0
 */
export function compareWithHumans(
  { subject, ratings }: Respondent,
  survey: Survey,
  key: Key,
  { released, margin = DEFAULT_MARGIN }: { readonly released: readonly Profile[]; readonly margin?: number },
): readonly HumanComparison[] {
  commonKey([{ key: key.id }, ...released]);
  const others = released.filter((profile) => profile.subject !== subject);
  const people = peopleOn([...ratings.keys()], survey);
  const [own, theirs] = [querySums(ratings, key), querySums(people, key)];
  const items = new Set(ratings.keys());
  // People's own is 1.
  const slope = differentiation(ratings, people);
  const judged = judgePair(own, theirs, margin, (measured) =>
    measured.map((one) => withRaters(one, raterError(survey, key, one.dimension, items) ?? 0)),
  );
  return DIMENSIONS.flatMap((dimension): HumanComparison[] => {
    const [contrast, humanContrast] = [scoreContrast(own, dimension), scoreContrast(theirs, dimension)];
    const size = sizeOf(contrast.of);
    // A weighing key that has too few items gives neither a score.
    if (size.items === 0 || whyNoInterval(contrast) === "too_few_items") return [];
    const [model, human] = [contrastValue(contrast), contrastValue(humanContrast)];
    const row = judged.get(dimension);
    return [
      {
        dimension,
        model,
        human,
        difference: model - human,
        explained: slope && explainedByDifferentiation(slope - 1, people, key, dimension, items),
        test: row?.kind === "compared" ? row.test : undefined,
        untested: row?.kind === "undefined" ? row.reason : undefined,
        percentile: percentileRank(
          model,
          others.flatMap(({ scores }) => scores[dimension]?.centred ?? []),
        ),
        ...size,
      },
    ];
  });
}

/** People's mean rating of each item, 1 to 6. */
function peopleOn(items: readonly string[], survey: Survey): ItemValues {
  const means = raterMeans(survey);
  return new Map(
    items.map((item) => {
      const mean = means.get(item);
      if (mean === undefined) throw new RangeError(`nobody rated item ${item} in the survey`);
      return [item, mean];
    }),
  );
}

/** The error over queries and raters, and the p that goes with it. */
function withRaters(
  { dimension, difference, error }: MeasuredDifference,
  ofRaters: number,
): UnjudgedDifference {
  const se = Math.hypot(error.se, ofRaters);
  const { degreesOfFreedom } = error;
  return {
    dimension,
    difference,
    error: { se, degreesOfFreedom },
    p: twoSidedP(difference / se, degreesOfFreedom),
  };
}
