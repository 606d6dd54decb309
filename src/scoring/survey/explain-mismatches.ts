import { DIMENSIONS, type Dimension } from "../../instrument/dimensions.ts";
import type { ItemId, Loading } from "../../instrument/item.ts";
import type { RaterGroup, Survey } from "../../instrument/survey.ts";
import { spearman } from "../statistics/spearman.ts";
import { questionnaireScores } from "./recompute-loadings.ts";

/** Two correlations agree when they differ by no more than this. */
export const TOLERANCE = 1e-9;

/** The released loading of an item. */
type ReleasedLoading = (item: ItemId, dimension: Dimension) => Loading;

/** Whether another questionnaire score of one rater brings back the released correlations of a whole group. */
export type Explanation = {
  readonly rater: string;
  readonly group: number;
  readonly dimension: Dimension;
  /** The rater's score in the release. */
  readonly stored: number;
  /**
   * Scores with which every item of the group has its released rho. Ranks alone matter, so one score stands
   * for all that rank the same; empty when no score does it.
   */
  readonly reproducing: readonly number[];
};

/**
 * A rater who sat in several groups may have filled in the questionnaire each time, of which the release keeps
 * one. For such a rater, in each group where a correlation is not reproduced, this tries every rank that the
 * rater's score could have had among the group: the scores of the others, the middles between them, and one
 * beyond either end.
 */
export function explainMismatches(survey: Survey, released: ReleasedLoading): readonly Explanation[] {
  return survey.groups.flatMap((group) => {
    const returning = group.raters.filter((rater) => groupsOf(rater, survey) > 1);
    if (returning.length === 0 || reproduces(survey, group, released)) return [];
    return returning.flatMap((rater) =>
      DIMENSIONS.map((dimension): Explanation => {
        const scores = questionnaireScores(survey, group, dimension);
        const seat = group.raters.indexOf(rater);
        const reproducing = candidates(scores).filter((candidate) =>
          columnReproduces(group, scores.with(seat, candidate), (item) => released(item, dimension)),
        );
        return { rater, group: group.group, dimension, stored: scores[seat] ?? Number.NaN, reproducing };
      }),
    );
  });
}

function groupsOf(rater: string, survey: Survey): number {
  return survey.groups.filter(({ raters }) => raters.includes(rater)).length;
}

function reproduces(survey: Survey, group: RaterGroup, released: ReleasedLoading): boolean {
  return DIMENSIONS.every((dimension) =>
    columnReproduces(group, questionnaireScores(survey, group, dimension), (item) =>
      released(item, dimension),
    ),
  );
}

function columnReproduces(
  { ratings }: RaterGroup,
  scores: readonly number[],
  released: (item: ItemId) => Loading,
): boolean {
  return [...ratings].every(([item, row]) => {
    const loading = spearman(row, scores);
    return loading !== undefined && Math.abs(loading.rho - released(item).rho) <= TOLERANCE;
  });
}

function candidates(scores: readonly number[]): readonly number[] {
  const distinct = [...new Set(scores)].sort((a, b) => a - b);
  const middles = distinct.slice(1).map((score, index) => (score + (distinct[index] ?? score)) / 2);
  const beyond = [(distinct[0] ?? 0) - 1, (distinct.at(-1) ?? 0) + 1];
  return [...distinct, ...middles, ...beyond].sort((a, b) => a - b);
}
