import type { AssertionValueFunctionContext, GradingResult } from "promptfoo";
import { z } from "zod";
import { type AnswerRecord, RECORD_NAME } from "../contract/answer-record.ts";
import { askedEval } from "../contract/asked-eval.ts";
import { MISSING_METRIC, metricOf } from "../contract/metric-names.ts";
import { takeRepeat } from "../contract/repeat-var.ts";
import { type TestMetadata, testMetadataSchema } from "../contract/test-metadata.ts";
import { VALUES } from "../instrument/dimensions.ts";
import { zodProblem } from "../lib/input-error.ts";
import type { Answer } from "../runs/answer.ts";
import { READINGS } from "../runs/reading.ts";
import { readAnswer } from "./read-answer.ts";

const configSchema = z.object({ reading: z.enum(READINGS).default("default") });

/**
 * promptfoo's assertion for an item: reads the Likert rating out of the answer. It passes when the answer can be
 * used, whatever its rating; the rating, the item, the variant and the kind of answer are in the component's
 * metadata. Named scores hold the rating under each basic value that the item measures, or count the answer as
 * missing. It never throws.
 */
export function likert(output: unknown, context: AssertionValueFunctionContext): GradingResult {
  const metadata = testMetadataSchema.safeParse(context.test.metadata);
  const config = configSchema.safeParse(context.config ?? {});
  if (!metadata.success) return failed(`Not a Value Portrait test: ${zodProblem(metadata.error)}`);
  if (!config.success) return failed(`reading must be one of ${READINGS.join(", ")}.`);
  const repeat = takeRepeat(context.vars);
  const { answer, reason } = readAnswer(output, context.providerResponse, config.data.reading);
  return {
    ...grade(answer, metadata.data),
    reason,
    metadata: { [RECORD_NAME]: record(answer, metadata.data, repeat) },
  };
}

function grade(
  answer: Answer,
  metadata: TestMetadata,
): Pick<GradingResult, "pass" | "score" | "namedScores"> {
  if (answer.kind !== "rating") return { pass: false, score: 0, namedScores: { [MISSING_METRIC]: 1 } };
  const values = VALUES.filter((value) => metadata.dimensions.includes(value));
  return {
    pass: true,
    score: 1,
    namedScores: Object.fromEntries(values.map((value) => [metricOf(value), answer.rating])),
  };
}

function record(
  answer: Answer,
  { item, variant, plannedTests: plan }: TestMetadata,
  repeat: number | undefined,
): AnswerRecord {
  const evalId = askedEval();
  return {
    item,
    variant,
    ...answer,
    ...(repeat === undefined ? {} : { repeat }),
    ...(plan === undefined ? {} : { plan }),
    ...(evalId === undefined ? {} : { evalId }),
  };
}

function failed(reason: string): GradingResult {
  return { pass: false, score: 0, reason };
}
