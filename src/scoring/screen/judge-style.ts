import { LABELS } from "../../instrument/scale.ts";
import { decimals, type Judgements, percent, whenMeasured } from "./judgement.ts";
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
          `Ratings within a prompt have a standard deviation of ${decimals(averageSd)}; ` +
          `${percent(narrower, 1)} of human raters have a smaller one.`,
      };
    }),
    mean_rating: whenMeasured(measures.level, measures, ({ mean, difference }) => {
      const z = Math.abs(difference) / raterLevelSd;
      return {
        verdict: judge(z, LEVEL),
        reason:
          `The mean rating is ${decimals(mean)}, ${decimals(Math.abs(difference))} points ` +
          `${difference < 0 ? "below" : "above"} human raters on the same items: ${z.toFixed(1)} of their ` +
          "standard deviations.",
      };
    }),
  };
}
