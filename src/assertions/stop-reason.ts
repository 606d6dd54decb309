import type { ProviderResponse } from "promptfoo";
import { z } from "zod";
import { LABELS } from "../instrument/scale.ts";

/** Why a model stopped: cut off by a limit of tokens, stopped by a filter of content, or "other". */
export type StopReason = "length" | "content_filter" | "other";

/** openai:responses keeps the reason in its raw answer only. */
const rawSchema = z.object({ incomplete_details: z.object({ reason: z.string() }) });

const REASONS: Readonly<Record<string, StopReason>> = {
  length: "length",
  max_output_tokens: "length",
  content_filter: "content_filter",
};

/** Why the model stopped, as far as the provider tells promptfoo. */
export function stopReason(response: Pick<ProviderResponse, "finishReason" | "raw"> | undefined): StopReason {
  const raw = rawSchema.safeParse(response?.raw);
  const reason = response?.finishReason ?? (raw.success ? raw.data.incomplete_details.reason : "");
  return REASONS[reason] ?? "other";
}

const CONTINUED = Object.values(LABELS).filter((label) =>
  Object.values(LABELS).some((other) => other !== label && other.startsWith(label)),
);

/**
 * Whether a text that was cut off ends in a label that could have gone on to another one.
 * @example
 * mayGoOn("It is not like me"); // => true: at all?
 * mayGoOn("It is like me"); // => false
 */
export function mayGoOn(text: string): boolean {
  const end = text.trimEnd().toLowerCase();
  return CONTINUED.some((label) => end.endsWith(label));
}
