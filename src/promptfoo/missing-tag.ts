import { MISSING_METRIC } from "../contract/metric-names.ts";
import type { Run } from "../runs/answer.ts";
import { countAnswers } from "../scoring/score/count-answers.ts";

/**
 * An eval's tags with one that says which models lack answers, or without it when none does. promptfoo shows tags
 * over the table: the header's own chip for missing answers stands behind those of the ten values.
 * @param planned how many answers each model was to give
 * @example
 * withMissingTag({}, runs, 1902); // => { "missing answers": "gpt-4o-mini 14 of 1902" }
 */
export function withMissingTag(
  tags: Readonly<Record<string, string>>,
  runs: readonly Run[],
  planned: number,
): Record<string, string> {
  const { [MISSING_METRIC]: _, ...others } = tags;
  const lacking = runs.flatMap(({ subject, responses }) => {
    const missing = planned - countAnswers(responses).rating;
    return missing > 0 ? [`${subject} ${missing} of ${planned}`] : [];
  });
  return lacking.length === 0 ? others : { ...others, [MISSING_METRIC]: lacking.join(", ") };
}
