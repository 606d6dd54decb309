import { LABELS } from "../../instrument/scale.ts";
import { decimals, percent } from "../../lib/number-text.ts";
import { type Judgements, whenMeasured } from "./judgement.ts";
import type { ScreenMeasures } from "./screen-measures.ts";
import type { ScreenReference } from "./screen-reference.ts";
import { judge, LEVEL, MODAL_SHARE, SPREAD } from "./screen-thresholds.ts";

/** Does the respondent use the scale, or one corner of it? */
export function judgeStyle(
  measures: ScreenMeasures,
  { raterLevelSd, raterSds }: ScreenReference,
): Judgements<"modal_share" | "spread" | "mean_rating"> {
  return {
    modal_share: whenMeasured(measures.modal, measures, ({ share, rating }) => ({
      verdict: judge(share, MODAL_SHARE),
      reason: `Within a prompt ${percent(share)} of the ratings are the same, most often ${rating} (${LABELS[rating]}).`,
    })),
    spread: whenMeasured(measures.sensitivity.averageSd, measures, (averageSd) => {
      const narrower = raterSds.filter((sd) => sd < averageSd).length / raterSds.length;
      return {
        verdict: judge(narrower, SPREAD),
        reason:
          `Ratings within a prompt have a standard deviation of ${decimals(averageSd, 2)}; ` +
          `${percent(narrower, 1)} of human raters have a smaller one.`,
      };
    }),
    mean_rating: whenMeasured(measures.level, measures, ({ mean, difference }) => {
      const z = Math.abs(difference) / raterLevelSd;
      return {
        verdict: judge(z, LEVEL),
        reason:
          `The mean rating is ${decimals(mean, 2)}, ${decimals(Math.abs(difference), 2)} points ` +
          `${difference < 0 ? "below" : "above"} human raters on the same items: ${decimals(z, 1)} of their ` +
          "standard deviations.",
      };
    }),
  };
}
