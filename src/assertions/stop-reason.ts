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
export function stopReason(
  response: { readonly finishReason?: string | undefined; readonly raw?: unknown } | undefined,
): StopReason {
  const raw = rawSchema.safeParse(response?.raw);
  const reason = response?.finishReason ?? (raw.success ? raw.data.incomplete_details.reason : "");
  return REASONS[reason] ?? "other";
}

/**
 * Whether a text that was cut off may have gone on to say something else: it ends in the words of a label, which
 * could have become a longer one ("not like me", at all) or been qualified ("like me", but ...). All six labels are
 * alike in this, so that what is lost does not depend on the rating.
 * @example
 * mayGoOn("It is not like me"); // => true
 * mayGoOn("It is not like me."); // => false
 */
export function mayGoOn(text: string): boolean {
  const end = text.trimEnd().toLowerCase();
  return Object.values(LABELS).some((label) => end.endsWith(label));
}
