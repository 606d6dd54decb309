import { z } from "zod";
import { UNUSABLE_KINDS } from "./answer.ts";
import { DIMENSIONS } from "./dimensions.ts";
import { KEY_IDS } from "./key.ts";

/** Raised when a field changes its meaning or goes; new fields may come at any time. */
export const SCORES_VERSION = 1;

const scoreSchema = z.object({
  centred: z.number().describe("mean rating of the keyed items minus that of all items keyed to the family"),
  mean: z.number().min(1).max(6).describe("mean rating of the keyed items"),
  sd: z.number().min(0).describe("population standard deviation of the keyed items' ratings"),
  n: z.int().min(1).describe("keyed items with a rating"),
  answers: z.int().min(1).describe("usable answers to the keyed items"),
  published: z.number().optional().describe("the published centred score of the replayed model"),
  difference: z.number().optional().describe("centred minus published"),
});

/** What `score --format json` prints. */
export const scoresFileSchema = z.object({
  format: z.literal("value-portrait/scores"),
  version: z.literal(SCORES_VERSION),
  key: z.enum(KEY_IDS),
  input: z.object({
    files: z.array(z.string()),
    rows: z.int().describe("result rows in the files, or answers in run files"),
    foreign: z.int().describe("rows of other tests"),
    unread: z.int().describe("rows of ours on which the Likert assertion did not run"),
    duplicates: z.int().describe("second answers for one item, variant, repeat and model; not used"),
    contradictions: z.int().describe("duplicates that differ from the answer used"),
    repeated: z.int().describe("answers to items and prompts that were asked repeatedly"),
    cachedRepeats: z.int().describe("repeated answers that promptfoo's cache gave in place of the model"),
    skipped: z.array(z.string()).describe("files in a folder that are no run files"),
    truncated: z.array(z.string()).describe("files whose last row is cut off"),
  }),
  profiles: z.array(
    z.object({
      subject: z.string(),
      answers: z.object({
        total: z.int(),
        rating: z.int(),
        ...Object.fromEntries(UNUSABLE_KINDS.map((kind) => [kind, z.int()])),
      }),
      scores: z
        .partialRecord(z.enum(DIMENSIONS), scoreSchema)
        .describe("without dimensions that have no rated item"),
    }),
  ),
});
export type ScoresFile = z.infer<typeof scoresFileSchema>;
