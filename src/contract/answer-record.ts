import { z } from "zod";
import { itemIdSchema } from "../instrument/item.ts";
import { RATINGS } from "../instrument/scale.ts";
import { VARIANTS } from "../instrument/variant.ts";
import { MAX_REPEATS, UNUSABLE_KINDS } from "../runs/answer.ts";
import { rowPlanSchema } from "./test-metadata.ts";

/**
 * What the assertion leaves in its component's metadata for each answer: all that scoring needs, so that it
 * needs no model text; where a row has the text, the record is checked against it.
 */
export const answerRecordSchema = z.object({
  item: itemIdSchema,
  variant: z.enum(VARIANTS),
  kind: z.enum(["rating", ...UNUSABLE_KINDS]),
  rating: z.literal(RATINGS).optional(),
  /** The number of the repetition; absent for the first. */
  repeat: z
    .int()
    .min(1)
    .max(MAX_REPEATS - 1)
    .optional(),
  /** The plan of the test, because promptfoo can be told to leave metadata out. */
  plan: rowPlanSchema.optional().catch(undefined),
  /** promptfoo's id of the eval, which its .jsonl rows do not have; absent from rows of older versions. */
  evalId: z.string().min(1).optional().catch(undefined),
});
export type AnswerRecord = z.infer<typeof answerRecordSchema>;

/** What our hook leaves in the metadata of a row whose call failed, so that no assertion ran on it. */
export const failedRecordSchema = answerRecordSchema.pick({ evalId: true });

/** The name under which an AnswerRecord stands in the metadata of a promptfoo component result. */
export const RECORD_NAME = "valuePortrait";
