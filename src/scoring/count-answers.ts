import { type Response, UNUSABLE_KINDS } from "../answer.ts";
import type { AnswerCounts } from "../profile.ts";

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

/** Responses without a rating. */
export function unusable(counts: AnswerCounts): number {
  return UNUSABLE_KINDS.reduce((sum, kind) => sum + counts[kind], 0);
}
