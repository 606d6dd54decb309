import { z } from "zod";
import { DIMENSIONS } from "../instrument/dimensions.ts";
import { itemIdSchema, SOURCES } from "../instrument/item.ts";
import { VARIANTS } from "../instrument/variant.ts";

/** The mark by which rows of ours are known among a user's other tests. */
export const INSTRUMENT = "value-portrait";

/** The label of our prompt; promptfoo shows it in the column header and takes it for the prompt's identity. */
export const PROMPT_LABEL = "Value Portrait";

/** What a generator planned, as each of its tests carries it: a row alone then tells of how many it is one. */
export const rowPlanSchema = z.object({
  /** Tells the plan from those of other generators of the same eval. */
  id: z.string(),
  /** Each item is asked under each prompt once, and as often as the eval is repeated. */
  items: z.int().min(1),
  prompts: z.int().min(1),
});

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
  /** Absent from tests that were made by hand or before plans were noted. */
  plannedTests: rowPlanSchema.optional().catch(undefined),
});
export type TestMetadata = z.infer<typeof testMetadataSchema>;
