import { z } from "zod";
import { DIMENSIONS } from "../instrument/dimensions.ts";
import { KEY_IDS } from "../instrument/key.ts";
import { RATINGS } from "../instrument/scale.ts";
import type { AnswerMeasures, KeyMeasures } from "../scoring/screen/screen-measures.ts";
import { sensitivitySchema } from "../scoring/screen/sensitivity-figures.ts";

const counted = z.int().min(0);

const answerMeasuresSchema = z.strictObject({
  counts: z.strictObject({
    planned: counted,
    total: counted,
    rating: counted,
    refusal: counted,
    ambiguous: counted,
    none: counted,
    error: counted,
  }),
  ratedItems: counted,
  modal: z.strictObject({ share: z.number(), rating: z.literal(RATINGS) }).optional(),
  level: z.strictObject({ mean: z.number(), difference: z.number() }).optional(),
  sensitivity: sensitivitySchema,
  repeats: z.number().optional(),
  consensus: z.number().optional(),
}) satisfies z.ZodType<AnswerMeasures>;

const keyMeasuresSchema = z.strictObject({
  agreement: z
    .strictObject({
      correlation: z.number().optional(),
      reliability: z.number(),
      prompts: counted,
      values: counted,
      flat: counted,
    })
    .optional(),
  missing: z
    .strictObject({
      dimension: z.enum(DIMENSIONS),
      share: z.number(),
      concentrated: z
        .strictObject({
          dimension: z.enum(DIMENSIONS),
          share: z.number(),
          elsewhere: z.number().optional(),
          adjusted: z.number(),
        })
        .optional(),
    })
    .optional(),
  dependability: z.number().optional(),
  precision: z.number(),
}) satisfies z.ZodType<KeyMeasures>;

/** What the validity screen measures of each released model, of its answers and of its scores under each key; its tiers. */
export const releasedMeasuresSchema = z.strictObject({
  /** Of the permutations that tell whether missing answers are concentrated in a dimension, and of those of tiers. */
  seed: z.int(),
  models: z.record(
    z.string(),
    z.strictObject({
      answers: answerMeasuresSchema,
      keys: z.record(z.enum(KEY_IDS), keyMeasuresSchema),
      /** How the tier of each dimension reads under each key, as `tierLabels` has it. */
      tiers: z.record(z.enum(KEY_IDS), z.partialRecord(z.enum(DIMENSIONS), z.string())),
    }),
  ),
});
export type ReleasedMeasures = z.infer<typeof releasedMeasuresSchema>;
