import type { Response } from "../../runs/answer.ts";
import type { AnswerCounts } from "./profile.ts";

/**
 * How many responses hold a rating and how many are unusable for which reason.
 * @example
 * countAnswers([]); // => { total: 0, rating: 0, refusal: 0, ambiguous: 0, none: 0, error: 0 }
 */
export function countAnswers(responses: readonly Response[]): AnswerCounts {
  const counts = { total: responses.length, rating: 0, refusal: 0, ambiguous: 0, none: 0, error: 0 };
  for (const { answer } of responses) counts[answer.kind] += 1;
  return counts;
}
