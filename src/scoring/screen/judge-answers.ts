import { labelOf } from "../../instrument/dimensions.ts";
import { percent, pPhrase } from "../../lib/number-text.ts";
import { UNUSABLE_KINDS, type UnusableKind } from "../../runs/answer.ts";
import { missingText } from "../../runs/planned-answers.ts";
import type { Judgement, Judgements } from "./judgement.ts";
import { CHECK_OF_KIND, type ScreenMeasures } from "./screen-measures.ts";
import { judge, PLANNED, UNUSABLE, USABLE } from "./screen-thresholds.ts";

type KindCheck = (typeof CHECK_OF_KIND)[UnusableKind];

/** Are there answers enough? How many are usable, why the others are not, and whether that spares a dimension. */
export function judgeAnswers(
  measures: ScreenMeasures,
): Judgements<"planned" | "usable" | "missing" | KindCheck> {
  return {
    planned: judgePlanned(measures),
    usable: judgeUsable(measures),
    ...judgeKinds(measures),
    missing: judgeMissing(measures),
  };
}

const NO_ANSWERS = { open: "There are no answers." };

function judgePlanned({ counts }: ScreenMeasures): Judgement {
  const { total, planned } = counts;
  if (total === 0) return NO_ANSWERS;
  if (total === planned) return { verdict: "interpretable", reason: "No planned answer is missing." };
  const share = total / planned;
  const reason = `${missingText(counts)} (${percent(1 - share, 1)}).`;
  return { verdict: judge(share, PLANNED), reason };
}

function judgeUsable({ counts }: ScreenMeasures): Judgement {
  if (counts.total === 0) return NO_ANSWERS;
  const share = counts.rating / counts.total;
  const reason = `${counts.rating} of ${counts.total} answers hold a rating (${percent(share, 1)}).`;
  return { verdict: judge(share, USABLE), reason };
}

const KIND_REASONS: Readonly<Record<UnusableKind, string>> = {
  refusal: "were declined",
  ambiguous: "can be read in two ways",
  none: "hold no label of the scale",
  error: "did not arrive",
};

function judgeKinds({ counts }: ScreenMeasures): Judgements<KindCheck> {
  const judgements = UNUSABLE_KINDS.map((kind): [KindCheck, Judgement] => {
    const check = CHECK_OF_KIND[kind];
    if (counts.total === 0) return [check, NO_ANSWERS];
    const reason = `${counts[kind]} of ${counts.total} answers ${KIND_REASONS[kind]}.`;
    return [check, { verdict: judge(counts[kind] / counts.total, UNUSABLE), reason }];
  });
  // One entry for each kind.
  return Object.fromEntries(judgements) as Judgements<KindCheck>;
}

/** Unusable answers that are many in a dimension, and more than chance would put there. */
function judgeMissing({ counts, missing }: ScreenMeasures): Judgement {
  if (missing === undefined) return { open: "No item of the run is keyed to a dimension." };
  if (counts.rating === counts.total)
    return { verdict: "interpretable", reason: "All answers hold a rating." };
  const most = `At most ${percent(missing.share, 1)} of a dimension's answers are unusable (${labelOf(missing.dimension)})`;
  if (judge(missing.share, UNUSABLE) === "interpretable")
    return { verdict: "interpretable", reason: `${most}, too few to matter.` };
  if (missing.concentrated === undefined)
    return { verdict: "interpretable", reason: `${most}, no more than chance would give.` };
  const { dimension, share, elsewhere, adjusted } = missing.concentrated;
  const others = elsewhere === undefined ? "" : ` against ${percent(elsewhere, 1)} elsewhere`;
  return {
    verdict: judge(share, UNUSABLE),
    reason:
      `${percent(share, 1)} of the answers to ${labelOf(dimension)} items are unusable${others} ` +
      `(adjusted ${pPhrase(adjusted)}), so its score is about a selection of them.`,
  };
}
