import { z } from "zod";
import { DIMENSIONS, FAMILIES } from "../instrument/dimensions.ts";
import { KEY_IDS } from "../instrument/key.ts";
import { UNUSABLE_KINDS } from "../runs/answer.ts";
import { AXIS_IDS } from "../scoring/analysis/axes.ts";
import { VERDICTS } from "../scoring/compare/verdict.ts";
import { CHECK_UNITS, SCREEN_VERDICTS } from "../scoring/screen/screen.ts";
import { INTERVAL_METHODS, NO_INTERVAL_REASONS, RESAMPLED } from "../scoring/uncertainty/interval.ts";

/** Raised when a field changes its meaning or goes; new fields may come at any time. */
export const SCORES_VERSION = 2;

const dimensionSchema = z.enum(DIMENSIONS);
const boundsSchema = z.object({ lower: z.number(), upper: z.number() });

const uncertaintySchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("interval"),
    queries: z.int().describe("queries with a rated item of the dimension"),
    leading: z
      .object({ queries: z.array(z.int()), share: z.number().min(0).max(1) })
      .describe("the two queries on which the error hangs most, and their share of its square"),
    se: z.number().describe("closed-form standard error over queries, in rating points"),
    degreesOfFreedom: z.number(),
    student: boundsSchema.describe("95%: the score -+ Student's t times se"),
    bootstrap: z
      .object({
        se: z
          .number()
          .describe("standard deviation over the resamples: of these two intervals, not of student"),
        percentile: boundsSchema,
        bca: boundsSchema.optional(),
        undefinedResamples: z.int().describe("resamples without an item of the dimension"),
      })
      .describe("the same by bootstrap over queries"),
  }),
  z.object({ kind: z.literal("undefined"), reason: z.enum(NO_INTERVAL_REASONS) }),
]);

const humanSchema = z.object({
  human: z.number().describe("the score of the human raters on the same items"),
  difference: z.number().describe("model minus human"),
  se: z.number().optional(),
  interval: boundsSchema.optional().describe("95%, over queries and raters"),
  p: z.number().optional().describe("two-sided, of this difference alone"),
  adjustedP: z.number().optional().describe("p adjusted for the family by Holm's method"),
  verdict: z.enum(VERDICTS).optional().describe("missing where there is no interval"),
  percentile: z.number().optional().describe("0 to 100, among the released models"),
});

const scoreSchema = z.object({
  centred: z.number().describe("what the key calls a score, see `keys --format json`; about 0"),
  mean: z
    .number()
    .min(1)
    .max(6)
    .optional()
    .describe("mean rating of the keyed items; missing under a key that weighs all items"),
  sd: z.number().min(0).optional().describe("population standard deviation of the keyed items' ratings"),
  n: z.int().min(1).describe("keyed items with a rating"),
  answers: z.int().min(1).describe("usable answers to the keyed items"),
  uncertainty: uncertaintySchema,
  keyError: z
    .number()
    .optional()
    .describe("standard error over raters: how far another key of this kind moves it"),
  people: humanSchema.optional(),
  published: z.number().optional().describe("the published centred score of the replayed model"),
  difference: z.number().optional().describe("centred minus published"),
});

const tiersSchema = z.object({
  family: z.enum(FAMILIES),
  tiers: z.array(z.array(dimensionSchema)).describe("from highest to lowest; different tiers always differ"),
  groups: z.array(z.array(dimensionSchema)).describe("largest sets within which no two differ; may overlap"),
});

const screenSchema = z.object({
  verdict: z.enum(SCREEN_VERDICTS),
  summary: z.string(),
  checks: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      unit: z.enum(CHECK_UNITS),
      value: z.number().optional().describe("missing when the run leaves the check open"),
      place: z
        .object({ lower: z.int(), of: z.int() })
        .optional()
        .describe("how many of the released models have a lower value"),
      verdict: z.enum(SCREEN_VERDICTS).optional(),
      reason: z.string(),
    }),
  ),
});

const axisSchema = z.object({
  score: z.number().describe("mean score of one pole's values less that of the other's"),
  se: z.number(),
  degreesOfFreedom: z.number(),
  interval: boundsSchema,
});

const circleSchema = z.object({
  angle: z.number().optional().describe("degrees from Universalism, in the order of the values"),
  nearest: z.string().optional(),
  length: z.number(),
  elevation: z.number(),
  fit: z.number().optional().describe("share of the scores' variance on the fitted cosine"),
  openness: z.number().describe("Openness to Change minus Conservation"),
  transcendence: z.number().describe("Self-Transcendence minus Self-Enhancement"),
  intervals: z.object({
    angle: boundsSchema.extend({ width: z.number() }).optional(),
    length: boundsSchema.optional(),
    fit: boundsSchema.optional(),
    openness: boundsSchema.optional(),
    transcendence: boundsSchema.optional(),
  }),
});

const expectedSeSchema = z.object({ samePrompts: z.number().optional(), newPrompts: z.number().optional() });

const componentsSchema = z.object({
  query: z.number().optional(),
  item: z.number().optional(),
  variant: z.number().optional(),
  queryByVariant: z.number().optional(),
  residual: z.number().optional(),
  queries: z.int(),
  items: z.int(),
  variants: z.int(),
});

/** What `score --format json` prints. */
export const scoresFileSchema = z.object({
  format: z.literal("value-portrait/scores"),
  version: z.literal(SCORES_VERSION),
  key: z.enum(KEY_IDS),
  method: z.object({
    resamples: z.int(),
    seed: z.int(),
    over: z.enum(RESAMPLED),
    margin: z.number().describe("differences below this, in rating points, are equivalent to none"),
    defaultInterval: z.enum(INTERVAL_METHODS).describe("the interval that tables and verdicts rest on"),
  }),
  input: z.object({
    files: z.array(z.string()),
    rows: z.int().describe("result rows in the files, or answers in run files"),
    foreign: z.int().describe("rows of other tests"),
    unread: z.int().describe("rows of ours on which the Likert assertion did not run"),
    mismatched: z.int().describe("rows whose record is of another item or variant than they ask; not used"),
    unknown: z.int().describe("rows that name an item which the release does not have; not used"),
    reread: z
      .int()
      .describe("answers that say something else than was recorded of them; what they say is used"),
    unchecked: z.int().describe("ratings in rows that do not hold the answer to check them against"),
    duplicates: z.int().describe("second answers for one item, variant, repeat and model; not used"),
    contradictions: z.int().describe("duplicates that differ from the answer used"),
    repeated: z.int().describe("answers to items and prompts that were asked repeatedly"),
    cachedRepeats: z.int().describe("repeated answers that promptfoo's cache gave in place of the model"),
    unshared: z
      .array(z.string())
      .describe("variables with a value of their own for nearly every item: they make no conditions"),
    skipped: z.array(z.string()).describe("files in a folder that are no run files"),
    truncated: z.array(z.string()).describe("files whose last row is cut off"),
    notes: z.array(z.string()).describe("what must be known of the runs and their reading, as on stderr"),
  }),
  profiles: z.array(
    z.object({
      subject: z.string().describe("the name by which the profile is told from the others"),
      run: z
        .object({
          subject: z.string().describe("model, persona and condition; several profiles may be of one"),
          files: z.array(z.string()).describe("the files that hold its answers"),
          evalId: z.string().optional().describe("missing where no file tells it"),
          date: z.string().optional().describe("when the eval was made, ISO 8601"),
        })
        .describe("what makes it one run"),
      answers: z.object({
        planned: z.int().optional().describe("answers that were planned, at least those that are there"),
        total: z.int(),
        rating: z.int(),
        ...Object.fromEntries(UNUSABLE_KINDS.map((kind) => [kind, z.int()])),
      }),
      screen: screenSchema,
      scores: z
        .partialRecord(dimensionSchema, scoreSchema)
        .describe("without dimensions that have no rated item"),
      tiers: z.array(tiersSchema),
      differentiation: z
        .number()
        .optional()
        .describe("slope of the ratings on people's mean ratings of the same items"),
      axes: z
        .partialRecord(z.enum(AXIS_IDS), axisSchema)
        .describe("without those of which a value has no interval"),
      circle: circleSchema.optional(),
      reliability: z.object({
        components: componentsSchema.describe("variance components of the ratings"),
        expectedSe: z.partialRecord(dimensionSchema, expectedSeSchema),
        dependability: expectedSeSchema.describe(
          "share of the variance between the value scores that is not error",
        ),
      }),
    }),
  ),
});
export type ScoresFile = z.input<typeof scoresFileSchema>;
