import type { Reading } from "../runs/reading.ts";
import { type ParsedAnswer, parseRating } from "./parse-rating.ts";
import { parseReleasedRating } from "./parse-rating-released.ts";
import { mayGoOn, stopReason } from "./stop-reason.ts";

/** What a provider says of its answer, as far as it changes what is read. */
export type AnswerContext = {
  readonly finishReason?: string | undefined;
  readonly raw?: unknown;
  readonly isRefusal?: boolean | undefined;
};

const READERS: Readonly<Record<Reading, (output: string) => ParsedAnswer>> = {
  default: parseRating,
  released: parseReleasedRating,
};

/**
 * What a provider's answer says under a reading: for the assertion when it comes, and again for whoever holds a stored
 * rating against it. Never throws, whatever the output is.
 * @example
 * readAnswer("like me", {}, "default").answer; // => { kind: "rating", rating: 5 }
 */
export function readAnswer(
  output: unknown,
  response: AnswerContext | undefined,
  reading: Reading,
): ParsedAnswer {
  const stopped = stopReason(response);
  if (response?.isRefusal === true || stopped === "content_filter")
    return { answer: { kind: "refusal" }, reason: "The provider reports a refusal." };
  if (output === undefined || output === null)
    return { answer: { kind: "none" }, reason: "The answer is empty." };
  const text = outputText(output);
  const parsed = READERS[reading](text);
  if (stopped === "length" && parsed.answer.kind === "rating" && mayGoOn(text))
    return {
      answer: { kind: "ambiguous" },
      reason: "Cut off right behind the label, which may have gone on.",
    };
  return parsed;
}

/** An output as text; of an object that holds itself, each part once. Empty when nothing can be made of it. */
function outputText(output: unknown): string {
  if (typeof output === "string") return output;
  const seen = new Set<unknown>();
  const once = (_: string, value: unknown) => {
    if (typeof value === "bigint") return String(value);
    if (typeof value !== "object" || value === null) return value;
    if (seen.has(value)) return undefined;
    seen.add(value);
    return value;
  };
  try {
    return JSON.stringify(output) ?? "";
  } catch {
    // It holds itself, or a BigInt.
  }
  try {
    return JSON.stringify(output, once) ?? "";
  } catch {
    return ""; // one of its own getters throws
  }
}
