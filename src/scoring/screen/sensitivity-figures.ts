import { z } from "zod";
import { VARIANTS, WORDINGS } from "../../instrument/variant.ts";

const perWording = z.record(z.enum([...WORDINGS, "average"]), z.number().nullable());

/**
 * How much a model's ratings depend on the prompt. Shares are 0 to 1, differences and SDs in rating points;
 * null where no item has the answers that the measure needs.
 */
export const sensitivitySchema = z.strictObject({
  /** Share of items whose rating is not the same under all wordings that have both orders. */
  promptSensitivity: z.number().nullable(),
  /** Mean absolute difference between the wordings v1, v2, v3 of an item. */
  wordingDifference: z.number().nullable(),
  /** Mean absolute difference between all answers to an item. */
  variantDifference: z.number().nullable(),
  /** Share of items whose rating changes when the options are reversed. */
  orderSensitivity: perWording,
  /** Mean absolute difference when the options are reversed. */
  orderDifference: perWording,
  /** Population SD of the ratings under each prompt, over all items. */
  sd: z.record(z.enum(VARIANTS), z.number().nullable()),
  averageSd: z.number().nullable(),
});
export type Sensitivity = z.infer<typeof sensitivitySchema>;
