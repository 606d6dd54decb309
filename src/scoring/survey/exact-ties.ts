import { DIMENSIONS } from "../../instrument/dimensions.ts";
import type { Survey } from "../../instrument/survey.ts";
import { recordOf } from "../../lib/record-of.ts";

/** Decimals to which scores are rounded: far above rounding error (1e-15), far below a step of a score (1/84). */
const DECIMALS = 9;

/**
 * The survey with questionnaire scores that differ by rounding error made equal. A centred PVQ score is a mean
 * minus a mean; the release stores it as the double that came out, so that two raters with the same score can
 * differ in the sixteenth digit, and scipy then ranks one above the other instead of tying them. With this the
 * correlations are those of exact arithmetic; the released ones are those of the stored doubles.
 */
export function withExactTies(survey: Survey): Survey {
  return {
    ...survey,
    questionnaires: new Map(
      [...survey.questionnaires].map(([rater, scores]) => [
        rater,
        recordOf(DIMENSIONS, (dimension) => Number(scores[dimension].toFixed(DECIMALS))),
      ]),
    ),
  };
}
