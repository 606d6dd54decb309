import { z } from "zod";
import { DIMENSIONS } from "../instrument/dimensions.ts";
import { itemIdSchema, SOURCES } from "../instrument/item.ts";
import { VARIANTS } from "../instrument/variant.ts";

/** The mark by which rows of ours are known among a user's other tests. */
export const INSTRUMENT = "value-portrait";

/** The label of our prompt; promptfoo shows it in the column header and takes it for the prompt's identity. */
export const PROMPT_LABEL = "Value Portrait";

/** What a test case carries for filters and for scoring. promptfoo copies it into every result row. */
export const testMetadataSchema = z.object({
  instrument: z.literal(INSTRUMENT),
  item: itemIdSchema,
  portrait: z.string(),
  variant: z.enum(VARIANTS),
  source: z.enum(SOURCES),
  topics: z.array(z.string()),
  /** The dimensions to which the released key assigns the item. */
  dimensions: z.array(z.enum(DIMENSIONS)),
});
export type TestMetadata = z.infer<typeof testMetadataSchema>;
