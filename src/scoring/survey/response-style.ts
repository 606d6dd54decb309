import { mean } from "simple-statistics";
import { DIMENSIONS, type Dimension } from "../../instrument/dimensions.ts";
import type { Loading } from "../../instrument/item.ts";
import type { RaterGroup, Survey } from "../../instrument/survey.ts";
import { recordOf } from "../../lib/record-of.ts";
import { spearman } from "../statistics/spearman.ts";

/**
 * How the raters' habit of agreeing goes with their questionnaire scores: Spearman's correlation of a rater's
 * mean rating, over all items that the rater answered in a group, with each score. Where it is not 0, a key made
 * from raw ratings carries the habit: items tagged for a value that agreeable raters hold are partly tags of
 * agreeing. A rater of two groups counts twice. Undefined where all levels or all scores are equal.
 */
export function responseStyle(survey: Survey): Readonly<Record<Dimension, Loading | undefined>> {
  const raters = survey.groups.flatMap((group) =>
    group.raters.map((rater, column) => ({ rater, level: ratingLevel(group, column) })),
  );
  const levels = raters.map(({ level }) => level);
  return recordOf(DIMENSIONS, (dimension) => {
    const scores = raters.map(({ rater }) => survey.questionnaires.get(rater)?.[dimension] ?? Number.NaN);
    return spearman(levels, scores);
  });
}

function ratingLevel({ ratings }: RaterGroup, column: number): number {
  return mean([...ratings.values()].map((row) => row[column] ?? Number.NaN));
}
