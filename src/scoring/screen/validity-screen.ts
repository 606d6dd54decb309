import { capitalised } from "../../lib/capitalised.ts";
import type { Random } from "../../lib/random.ts";
import type { ReducedRun } from "../score/reduced-run.ts";
import { judgeAnswers } from "./judge-answers.ts";
import { judgePrompts } from "./judge-prompts.ts";
import { judgeScores } from "./judge-scores.ts";
import { judgeStyle } from "./judge-style.ts";
import type { Judgements } from "./judgement.ts";
import { CHECKS, type Check, type CheckId, type Screen, type ScreenVerdict, worstVerdict } from "./screen.ts";
import { checkValues, type ScreenMeasures, screenMeasures } from "./screen-measures.ts";
import { placeAmong, type ScreenReference } from "./screen-reference.ts";

/** While one of these is open, the profile may be an artefact without anyone knowing. */
const ESSENTIAL: readonly CheckId[] = ["usable", "modal_share", "order", "agreement"];

/**
 * May the profile of this run be interpreted at all? Standard errors tell how precise a score is if the answers
 * mean what they say; the screen asks whether they do: are there enough, does the respondent use the scale, does
 * it answer the item rather than the prompt? Each check has a value, its place among the released models, a
 * verdict and a reason; the limits and the arguments for them are in screen-thresholds.ts. What a partial run
 * leaves open is reported as open. A partial run's places are among complete ones.
 * @param random deals queries out anew, to test whether unusable answers are concentrated in a dimension
 */
export function screenRun(reduced: ReducedRun, reference: ScreenReference, random: Random): Screen {
  return judgeScreen(reduced.run.subject, screenMeasures(reduced, reference.raterMeans, random), reference);
}

/** The screen of a respondent who was measured before. */
export function judgeScreen(subject: string, measures: ScreenMeasures, reference: ScreenReference): Screen {
  const values = checkValues(measures);
  const judgements: Judgements<CheckId> = {
    ...judgeAnswers(measures),
    ...judgeStyle(measures, reference),
    ...judgePrompts(measures),
    ...judgeScores(measures),
  };
  // The keys of CHECKS are the check ids.
  const checks = (Object.keys(CHECKS) as CheckId[]).map((id): Check => {
    const judgement = judgements[id];
    const value = values[id];
    const { label, unit } = CHECKS[id];
    if ("open" in judgement) return { id, label, unit, kind: "open", reason: judgement.open };
    if (value === undefined) throw new Error(`check ${id} has a verdict but no value`);
    return {
      id,
      label,
      unit,
      kind: "judged",
      value,
      place: placeAmong(value, reference.values[id]),
      ...judgement,
    };
  });
  return { subject, ...conclude(checks), checks };
}

/** Of planned answers the number that is missing says more than any name. */
function concernOf({ id, reason }: Check): string {
  return id === "planned" ? reason.replace(/\.$/, "") : CHECKS[id].concern;
}

const NOTHING_AGAINST = "Nothing in the answers speaks against interpreting the profile.";

/** The worst verdict, and a sentence that says what is behind it: what there is no verdict without. */
function conclude(checks: readonly Check[]): Pick<Screen, "verdict" | "summary" | "causes"> {
  const concerns = (verdict: ScreenVerdict) =>
    checks.flatMap((check) =>
      check.kind === "judged" && check.verdict === verdict ? [concernOf(check)] : [],
    );
  const [stops, cautions] = [concerns("do_not_interpret"), concerns("with_caution")];
  const unknown = checks.filter(({ id, kind }) => kind === "open" && ESSENTIAL.includes(id));
  const unanswered = unknown.some(({ id }) => id === "usable");
  const verdict = worstVerdict([
    stops.length > 0 || unanswered ? "do_not_interpret" : "interpretable",
    cautions.length > 0 || unknown.length > 0 ? "with_caution" : "interpretable",
  ]);
  const parts = [
    stops.join(", "),
    `${stops.length > 0 && cautions.length > 0 ? "caution also for " : ""}${cautions.join(", ")}`,
    `${unknown.length > 0 ? "not examined: " : ""}${unknown.map(({ label }) => label).join(", ")}`,
  ];
  const causes = parts.filter((part) => part !== "").join("; ");
  return { verdict, summary: causes === "" ? NOTHING_AGAINST : `${capitalised(causes)}.`, causes };
}
