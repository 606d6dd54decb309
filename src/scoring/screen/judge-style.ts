import { LABELS } from "../../instrument/scale.ts";
import { decimals, percent, shareText } from "../../lib/number-text.ts";
import { chanceAlike } from "./chance-alike.ts";
import { type Judgement, type Judgements, whenMeasured } from "./judgement.ts";
import type { ModalShare } from "./modal-share.ts";
import type { ScreenMeasures } from "./screen-measures.ts";
import type { ScreenReference } from "./screen-reference.ts";
import { ALIKE, judge, LEVEL, MIN_ITEMS, MODAL_SHARE, SPREAD } from "./screen-thresholds.ts";

/** Does the respondent use the scale, or one corner of it? */
export function judgeStyle(
  measures: ScreenMeasures,
  { raterLevelSd, raterSds, raterCounts }: ScreenReference,
): Judgements<"modal_share" | "spread" | "mean_rating"> {
  return {
    modal_share:
      judgeFew(measures, raterCounts) ??
      whenMeasured(measures.modal, measures, (modal) => ({
        verdict: judge(modal.share, MODAL_SHARE),
        reason: `${alikeText(modal)}.`,
      })),
    spread: whenMeasured(measures.sensitivity.averageSd, measures, (averageSd) => {
      const narrower = raterSds.filter((sd) => sd < averageSd).length / raterSds.length;
      return {
        verdict: judge(narrower, SPREAD),
        reason:
          `Ratings within a prompt have an SD of ${decimals(averageSd, 2)}; ${percent(narrower, 1)} of human raters ` +
          "have a smaller one.",
      };
    }),
    mean_rating: whenMeasured(measures.level, measures, ({ mean, difference }) => {
      const z = Math.abs(difference) / raterLevelSd;
      return {
        verdict: judge(z, LEVEL),
        reason:
          `The mean rating is ${decimals(mean, 2)}, ${decimals(Math.abs(difference), 2)} points ` +
          `${difference < 0 ? "below" : "above"} human raters on the same items: ${decimals(z, 1)} of their SDs.`,
      };
    }),
  };
}

/** Few items cannot show that the scale is used well, but ratings more alike than people's are a warning already. */
function judgeFew(
  { modal, ratedItems }: ScreenMeasures,
  raterCounts: ScreenReference["raterCounts"],
): Judgement | undefined {
  if (modal === undefined || ratedItems >= MIN_ITEMS) return undefined;
  const same = Math.floor(modal.share * ratedItems + ROUNDING);
  const chance = chanceAlike(same, ratedItems, raterCounts);
  const verdict = judge(chance, ALIKE);
  if (verdict === "interpretable") return undefined;
  const reason = `${alikeText(modal)}; of people's ratings of ${ratedItems} items ${shareText(chance)} are as much alike.`;
  return { verdict, reason };
}

/** A mean of shares that are all 1 may be a little less. */
const ROUNDING = 1e-9;

function alikeText({ share, rating }: ModalShare): string {
  return `Within a prompt ${percent(share)} of the ratings are the same, most often ${rating} (${LABELS[rating]})`;
}
