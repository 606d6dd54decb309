import { DIMENSIONS, type Dimension } from "../../instrument/dimensions.ts";
import type { ItemId, Loading } from "../../instrument/item.ts";
import type { RaterGroup, Survey } from "../../instrument/survey.ts";
import { recordOf } from "../../lib/record-of.ts";
import { spearman } from "../statistics/spearman.ts";

/** The loadings of every item; undefined where all raters of an item, or their scores, are equal. */
export type Loadings = ReadonlyMap<ItemId, Readonly<Record<Dimension, Loading | undefined>>>;

/** The ratings of a group's items, in the order of its raters. */
type GroupRatings = (group: RaterGroup) => ReadonlyMap<ItemId, readonly number[]>;

/**
 * Spearman's correlation of each item's ratings with each questionnaire score of its raters: what makes an
 * item a measure of a dimension. 520 items x 19 dimensions take about 0.3 s.
 * @param ratingsOf what to correlate, by default the ratings as given
 */
export function recomputeLoadings(
  survey: Survey,
  ratingsOf: GroupRatings = ({ ratings }) => ratings,
): Loadings {
  return new Map(
    survey.groups.flatMap((group) => {
      const scores = recordOf(DIMENSIONS, (dimension) => questionnaireScores(survey, group, dimension));
      return [...ratingsOf(group)].map(
        ([item, ratings]) =>
          [item, recordOf(DIMENSIONS, (dimension) => spearman(ratings, scores[dimension]))] as const,
      );
    }),
  );
}

/**
 * The score of each rater of a group on one dimension, in the order of its raters.
 * @throws {RangeError} a rater without questionnaire
 */
export function questionnaireScores(survey: Survey, group: RaterGroup, dimension: Dimension): number[] {
  return group.raters.map((rater) => {
    const scores = survey.questionnaires.get(rater);
    if (scores === undefined) throw new RangeError(`rater ${rater} has no questionnaire`);
    return scores[dimension];
  });
}
