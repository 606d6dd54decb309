import { mean } from "simple-statistics";
import { DIMENSIONS } from "../src/instrument/dimensions.ts";
import type { ItemId } from "../src/instrument/item.ts";
import type { ItemLoadings } from "../src/instrument/key.ts";
import type { RaterGroup, Survey } from "../src/instrument/survey.ts";
import { recordOf } from "../src/lib/record-of.ts";
import { questionnaireScores } from "../src/scoring/survey/recompute-loadings.ts";
import { centreRaters } from "./centre-raters.ts";

/** Took part in two groups under one questionnaire, which is that of the other group (data/README.md, first fault). */
const WITHOUT_QUESTIONNAIRE = { group: 1, rater: "P186" };

/** So that a score is off by less than 1e-9: 520 loadings in a sum that is divided by 35 or more. */
const DECIMALS = 10;

/**
 * What the weighted key is made of: for each item people's mean rating, and for each dimension Pearson's correlation
 * of the style-centred ratings with the questionnaire score; 0 where all raters gave the same rating.
 */
export function itemLoadings(survey: Survey): ReadonlyMap<ItemId, ItemLoadings> {
  return new Map(
    survey.groups.map(withQuestionnaires).flatMap((group) => {
      const scores = recordOf(DIMENSIONS, (dimension) => questionnaireScores(survey, group, dimension));
      return [...centreRaters(group)].map(
        ([item, centred]) =>
          [
            item,
            {
              human: rounded(mean([...(group.ratings.get(item) ?? [])])),
              loadings: recordOf(DIMENSIONS, (dimension) => rounded(pearson(centred, scores[dimension]))),
            },
          ] as const,
      );
    }),
  );
}

function withQuestionnaires(group: RaterGroup): RaterGroup {
  if (group.group !== WITHOUT_QUESTIONNAIRE.group) return group;
  const left = <T>(row: readonly T[]) =>
    row.filter((_, column) => group.raters[column] !== WITHOUT_QUESTIONNAIRE.rater);
  return {
    ...group,
    raters: left(group.raters),
    ratings: new Map([...group.ratings].map(([item, row]) => [item, left(row)])),
  };
}

/** 0 where one of the two is constant but for rounding errors, where simple-statistics has NaN or noise. */
function pearson(ones: readonly number[], others: readonly number[]): number {
  const [x, y] = [deviations(ones), deviations(others)];
  const product = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, index) => sum + value * (b[index] ?? Number.NaN), 0);
  const norm = Math.sqrt(product(x, x) * product(y, y));
  return norm < 1e-12 ? 0 : product(x, y) / norm;
}

function deviations(values: readonly number[]): number[] {
  const level = mean([...values]);
  return values.map((value) => value - level);
}

function rounded(value: number): number {
  return Number(value.toFixed(DECIMALS));
}
