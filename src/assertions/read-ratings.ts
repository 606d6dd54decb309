import { z } from "zod";
import {
  type AnswerRecord,
  answerRecordSchema,
  failedRecordSchema,
  RECORD_NAME,
} from "../contract/answer-record.ts";
import { type Circumstances, circumstancesOf } from "../contract/circumstances.ts";
import type { RowPlan } from "../contract/eval-plan.ts";
import { subjectName } from "../contract/prompt-label.ts";
import { questionOf } from "../contract/question.ts";
import { repeatIn } from "../contract/repeat-var.ts";
import { rowPlanSchema } from "../contract/test-metadata.ts";
import type { Variant } from "../instrument/variant.ts";
import type { Answer } from "../runs/answer.ts";
import { READINGS } from "../runs/reading.ts";
import { answerAgain, isOfQuestion, isSameAnswer } from "./check-record.ts";

/** Checked and not copied, because a hundred thousand rows pass through here. */
const partSchema = z.custom<Readonly<Record<string, unknown>>>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  "Invalid input: expected record",
);
const componentSchema = z
  .object({ metadata: z.object({ [RECORD_NAME]: answerRecordSchema.optional() }).nullish() })
  .nullable();
/** `originalStatus` is where our hook puts a status at which promptfoo would end the eval. */
const httpSchema = z.object({ status: z.number(), originalStatus: z.number().optional() }).partial();

/** The fields of a promptfoo result row that are read; everything else may be anything. */
const rowSchema = z.object({
  testIdx: z.int(),
  promptIdx: z.number().default(0),
  provider: z.object({ id: z.string(), label: z.string().optional() }),
  prompt: z.object({ label: z.string().optional(), config: partSchema.nullish().catch(null) }),
  vars: partSchema.optional(),
  metadata: partSchema.optional(),
  testCase: z
    .object({
      vars: partSchema.nullish(),
      options: partSchema.nullish(),
      metadata: partSchema.nullish(),
      assert: z.unknown(),
    })
    .partial()
    .optional(),
  error: z.string().nullish(),
  response: z
    .object({
      error: z.string().nullish(),
      cached: z.boolean().nullish(),
      output: z.unknown().optional(),
      finishReason: z.string().optional().catch(undefined),
      raw: z.unknown().optional(),
      isRefusal: z.boolean().optional().catch(undefined),
      metadata: z.object({ http: httpSchema.nullish() }).nullish(),
    })
    .nullish(),
  gradingResult: z.object({ componentResults: z.array(componentSchema).nullish() }).nullish(),
});
type Row = z.infer<typeof rowSchema>;

/** What a result row of promptfoo says. */
export type RowReading =
  | {
      readonly kind: "answer";
      /** The model, as labelled in the eval, with its persona or the prompt's label when it is not the plain one. */
      readonly subject: string;
      /** promptfoo's id of the provider. */
      readonly provider: string;
      readonly item: string;
      readonly variant: Variant;
      /** The number of the repetition, 0 for the first; undefined where nobody noted it. */
      readonly repeat: number | undefined;
      readonly answer: Answer;
      /** Whether promptfoo's cache answered in place of the model. */
      readonly cached: boolean;
      /** The eval's column, as the config orders models and prompts. */
      readonly promptIdx: number;
      /** The row's place among the planned tests; differs between repeats of one test, never used as identity. */
      readonly testIdx: number;
      /** The plan that it is one of; undefined where nothing tells. */
      readonly plan: RowPlan | undefined;
      /** promptfoo's id of the eval; undefined where the row does not tell. */
      readonly evalId?: string | undefined;
      /** What the test carries beside the instrument's own. */
      readonly circumstances: Circumstances;
      /**
       * Whether the stored answer was read again: it says what was recorded, or something else, which then counts, or
       * the row does not hold what it takes. Undefined where there was no rating to check.
       */
      readonly check?: "same" | "other" | "impossible" | undefined;
    }
  /** A row whose record is of another item or variant than the row asks: nothing tells which of them was answered. */
  | { readonly kind: "mismatched" }
  /** A row of another test. */
  | { readonly kind: "foreign" }
  /** A row of ours on which our assertion did not run. */
  | { readonly kind: "unread" };

/**
 * Reads one row of promptfoo's results: the inverse of `likert`. Rows are known by our metadata. A row without
 * an answer record is an "error" when the provider failed, "none" when it returned nothing. Where the row holds the
 * answer it is read again, because a record can be edited or moved: what the answer says counts.
 * @throws {z.ZodError} the row lacks a field, or has one of the wrong type
 */
export function readRow(value: unknown): RowReading {
  const row = rowSchema.parse(value);
  const metadata = row.metadata?.["instrument"] === undefined ? row.testCase?.metadata : row.metadata;
  const record = recordOf(row);
  // Variables may have been left out along with the metadata; every test of ours has some.
  const nameless = Object.keys(row.vars ?? {}).length === 0;
  const question =
    questionOf({ metadata: metadata ?? {}, vars: row.vars }) ?? (nameless ? record : undefined);
  if (question === undefined) return { kind: "foreign" };
  if (record !== undefined && !isOfQuestion(record, partsOf(row))) return { kind: "mismatched" };
  const answer = record === undefined ? answerWithoutRecord(row) : fromRecord(record);
  if (answer === undefined) return { kind: "unread" };
  const again = record === undefined ? undefined : readAgain(row);
  return {
    kind: "answer",
    subject: subjectName(row.provider.label || row.provider.id, row.prompt.label),
    provider: row.provider.id,
    item: question.item,
    variant: question.variant,
    repeat: record?.repeat ?? repeatIn(row.vars ?? {}),
    answer: again ?? answer,
    ...(record === undefined ? {} : { check: checkOf(answer, again) }),
    cached: row.response?.cached === true,
    promptIdx: row.promptIdx,
    testIdx: row.testIdx,
    plan: planOf(rowPlanSchema.safeParse(metadata?.["plannedTests"]).data ?? record?.plan),
    evalId: record?.evalId ?? evalIdIn(row.metadata),
    circumstances: circumstancesIn(row),
  };
}

/** Where our hook notes it on rows that no assertion looked at. */
function evalIdIn(metadata: Row["metadata"]): string | undefined {
  const noted = metadata?.[RECORD_NAME];
  // Most rows have none, and a failed parse takes its time.
  return noted === undefined ? undefined : failedRecordSchema.safeParse(noted).data?.evalId;
}

function planOf(plan: z.infer<typeof rowPlanSchema> | undefined): RowPlan | undefined {
  return plan && { id: plan.id, cells: plan.items * plan.prompts, items: plan.items };
}

/** All that says which item a row asks. */
function partsOf({ metadata, vars, testCase }: Row): Parameters<typeof isOfQuestion>[1] {
  return [metadata, vars, testCase?.metadata, testCase?.vars];
}

function readAgain({ response, testCase }: Row): Answer | undefined {
  return answerAgain({ output: response?.output, response: response ?? {}, assert: testCase?.assert });
}

function checkOf(recorded: Answer, again: Answer | undefined): "same" | "other" | "impossible" {
  if (again === undefined) return "impossible";
  return isSameAnswer(recorded, again) ? "same" : "other";
}

function circumstancesIn({ vars = {}, testCase, prompt }: Row): Circumstances {
  return circumstancesOf({
    vars: isEmpty(vars) ? (testCase?.vars ?? {}) : vars,
    options: testCase?.options ?? {},
    metadata: testCase?.metadata ?? {},
    reading: readingIn(testCase?.assert),
    system: systemIn(prompt.config ?? {}),
  });
}

function isEmpty(part: Readonly<Record<string, unknown>>): boolean {
  for (const _ in part) return false;
  return true;
}

function systemIn({ system }: Readonly<Record<string, unknown>>): string | undefined {
  return typeof system === "string" ? system : undefined;
}

const assertSchema = z.object({ config: z.object({ reading: z.enum(READINGS) }) });

/** The reading that a test's assertion of ours is told; undefined for the default one. */
function readingIn(assert: unknown): string | undefined {
  if (!Array.isArray(assert)) return undefined;
  const [found] = assert.flatMap((one) => assertSchema.safeParse(one).data?.config.reading ?? []);
  return found === "default" ? undefined : found;
}

function recordOf(row: Row): AnswerRecord | undefined {
  const component = row.gradingResult?.componentResults?.find((one) => one?.metadata?.[RECORD_NAME]);
  return component?.metadata?.[RECORD_NAME];
}

function answerWithoutRecord(row: Row): Answer | undefined {
  // promptfoo's word for a provider that returned no output; it is stored without running assertions.
  if (row.error === "No output" && !row.response?.error && !isRefused(row)) return { kind: "none" };
  return row.error || row.response?.error ? { kind: "error" } : undefined;
}

/** promptfoo's http provider takes any status for an answer, unless it is told which are none. */
function isRefused({ response }: Row): boolean {
  const { status = 0, originalStatus = status } = response?.metadata?.http ?? {};
  return originalStatus >= 400;
}

function fromRecord({ kind, rating }: AnswerRecord): Answer | undefined {
  if (kind === "rating") return rating === undefined ? undefined : { kind, rating };
  return { kind };
}
