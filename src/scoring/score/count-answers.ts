import type { Run } from "../../runs/answer.ts";
import { plannedAnswers } from "../../runs/planned-answers.ts";
import type { AnswerCounts } from "./profile.ts";

/**
 * How many answers of a run hold a rating, how many are unusable for which reason, and how many were planned.
 * @example
 * countAnswers({ subject: "m", responses: [] }); // => { planned: 0, total: 0, rating: 0, refusal: 0, ambiguous: 0, none: 0, error: 0 }
 */
export function countAnswers(run: Run): AnswerCounts {
  const { responses } = run;
  const counts = {
    planned: plannedAnswers(run),
    total: responses.length,
    rating: 0,
    refusal: 0,
    ambiguous: 0,
    none: 0,
    error: 0,
  };
  for (const { answer } of responses) counts[answer.kind] += 1;
  return counts;
}
