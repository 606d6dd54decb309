import { z } from "zod";
import { itemIdSchema } from "../instrument/item.ts";
import { KEY_IDS } from "../instrument/key.ts";
import { VARIANTS, type Variant } from "../instrument/variant.ts";
import { quoted } from "../lib/quoted.ts";
import { recordOf } from "../lib/record-of.ts";
import { shortened, visibleLine } from "../lib/visible-text.ts";
import { MAX_REPEATS, type Response, type Run } from "./answer.ts";
import { ANSWER_STRING, decodeAnswer, encodeAnswer } from "./answer-code.ts";
import { COUNTED } from "./row-counts.ts";

/** Raised when a field changes its meaning or goes; a reader accepts only versions that it knows. */
export const RUN_FILE_VERSION = 1;

/** By this, in its field `format`, a run file is known. */
export const RUN_FILE_FORMAT = "value-portrait/run";

const modelSchema = z.strictObject({
  /** How reports call it; unique within the file. */
  subject: z.string().min(1),
  /** promptfoo's id of the provider. */
  provider: z.string(),
  /** How many answers were planned; absent from files that were written before plans were noted. */
  planned: z.int().min(0).optional(),
  /** The items asked, in the order of the characters below. */
  items: z.array(itemIdSchema),
  /** For each variant asked, a string for each repetition with a character for each item; see answer-code.ts. */
  answers: z.partialRecord(
    z.enum(VARIANTS),
    z.array(z.string().regex(ANSWER_STRING)).min(1).max(MAX_REPEATS),
  ),
});

/** The ratings of one eval, without prompts, texts, headers or provider config: safe to keep and to share. */
export const runFileSchema = z.strictObject({
  format: z.literal(RUN_FILE_FORMAT),
  version: z.literal(RUN_FILE_VERSION),
  evalId: z.string(),
  /** When the eval was made, ISO 8601. */
  created: z.string(),
  /** Version of promptfoo. */
  promptfoo: z.string(),
  /** The commit of the authors' repository whose texts were asked; absent when released answers were replayed without texts. */
  textsCommit: z.string().optional(),
  /** The key under which the eval's own metrics were scored. */
  key: z.enum(KEY_IDS),
  /** What was found in the rows of the eval beside its answers; absent when there was nothing. */
  found: z.strictObject(recordOf(COUNTED, () => z.int().min(0))).optional(),
  models: z.array(modelSchema),
});
export type RunFile = z.infer<typeof runFileSchema>;
export type RunFileModel = z.infer<typeof modelSchema>;

/** A run as a run file keeps it; the inverse of `runsOf`. */
export function toRunFileModel({ subject, responses, planned }: Run, provider: string): RunFileModel {
  const items = [...new Set(responses.map(({ item }) => item))].sort();
  const byPlace = new Map(
    responses.map((response) => [`${response.item} ${response.variant} ${response.repeat}`, response.answer]),
  );
  const repeats = responses.reduce((most, { repeat }) => Math.max(most, repeat + 1), 0);
  const asked = VARIANTS.filter((variant) => responses.some((response) => response.variant === variant));
  const line = (variant: Variant, repeat: number) =>
    items.map((item) => encodeAnswer(byPlace.get(`${item} ${variant} ${repeat}`))).join("");
  return {
    subject,
    provider,
    ...(planned === undefined ? {} : { planned }),
    items,
    answers: Object.fromEntries(
      asked.map((variant) => [
        variant,
        Array.from({ length: repeats }, (_, repeat) => line(variant, repeat)),
      ]),
    ),
  };
}

/**
 * The runs in a run file.
 * @throws {RangeError} a string of answers is not as long as the list of items, or an item or subject is there twice
 */
export function runsOf({ models }: RunFile): Run[] {
  refuseTwice(
    models.map(({ subject }) => subject),
    "model",
  );
  for (const { items } of models) refuseTwice(items, "item");
  return models.map(({ subject, planned, items, answers }) => ({
    subject,
    ...(planned === undefined ? {} : { planned }),
    responses: VARIANTS.flatMap((variant) =>
      (answers[variant] ?? []).flatMap((characters, repeat): Response[] => {
        if (characters.length !== items.length)
          throw new RangeError(
            `${shortened(visibleLine(subject), 60)}, ${variant}: ${characters.length} answers to ${items.length} items`,
          );
        return items.flatMap((item, index): Response[] => {
          const answer = decodeAnswer(characters.charAt(index));
          return answer === undefined ? [] : [{ item, variant, repeat, answer }];
        });
      }),
    ),
  }));
}

/** Each would count as often as it is there. */
function refuseTwice(names: readonly string[], noun: string): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw new RangeError(`the ${noun} ${quoted(name)} is there twice`);
    seen.add(name);
  }
}
