import { VALUES } from "../../instrument/dimensions.ts";
import { decimals, percent } from "../../lib/number-text.ts";
import { type Judgement, type Judgements, whenMeasured } from "./judgement.ts";
import type { ScreenMeasures } from "./screen-measures.ts";
import { CONSENSUS, CONSENSUS_ITEMS, DEPENDABILITY, judge, PRECISE, PRECISION } from "./screen-thresholds.ts";

/** Is there something in the ratings that scores can be made of, and enough of it? */
export function judgeScores(
  measures: ScreenMeasures,
): Judgements<"consensus" | "dependability" | "precision"> {
  return {
    consensus: whenMeasured(
      measures.consensus,
      measures,
      judgeConsensus,
      `No prompt has ratings of ${CONSENSUS_ITEMS} items that differ; it takes as many to tell.`,
    ),
    dependability: whenMeasured(
      measures.dependability,
      measures,
      judgeDependability,
      "The scores have no error to be held against, or do not differ.",
    ),
    precision: whenMeasured(measures.precision, measures, judgePrecision),
  };
}

function judgeConsensus(correlation: number): Judgement {
  return {
    verdict: judge(correlation, CONSENSUS),
    reason: `One prompt's ratings correlate ${decimals(correlation, 2)} with people's.`,
  };
}

function judgeDependability(dependability: number): Judgement {
  return {
    verdict: judge(dependability, DEPENDABILITY),
    reason:
      dependability > 0
        ? `${percent(dependability)} of the variance between the value scores is not error.`
        : "The value scores differ no more than by error.",
  };
}

function judgePrecision(share: number): Judgement {
  const known = Math.round(share * VALUES.length);
  return {
    verdict: judge(share, PRECISION),
    reason: `${known} of the ${VALUES.length} value scores are known to within ${PRECISE} point (95% interval).`,
  };
}
