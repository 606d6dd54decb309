import { z } from "zod";
import type { AnswerRecord } from "../contract/answer-record.ts";
import { makeCache } from "../lib/memo.ts";
import type { Answer } from "../runs/answer.ts";
import { encodeAnswer } from "../runs/answer-code.ts";
import { READINGS } from "../runs/reading.ts";
import { type AnswerContext, readAnswer } from "./read-answer.ts";
import { stopReason } from "./stop-reason.ts";

/** What a stored row has beside the record of its answer. */
export type StoredAnswer = {
  readonly output: unknown;
  readonly response: AnswerContext;
  /** The assertions of its test. */
  readonly assert: unknown;
};

/** Stands in a row in place of an answer that promptfoo was told to leave out. */
const STRIPPED = "[output stripped]";

const assertSchema = z
  .object({
    value: z.string().regex(/likert/),
    transform: z.unknown().optional(),
    config: z.object({ reading: z.enum(READINGS).default("default") }).default({ reading: "default" }),
  })
  .refine(({ transform }) => transform === undefined);

/**
 * What a stored answer says when it is read again as its record says that it was; undefined when the row does not hold
 * what it takes: the answer itself, and an assertion of ours that read it as it stands.
 */
export function answerAgain({ output, response, assert }: StoredAnswer): Answer | undefined {
  if (output === undefined || output === STRIPPED || !Array.isArray(assert)) return undefined;
  const [ours] = assert.flatMap((one) => assertSchema.safeParse(one).data ?? []);
  if (ours === undefined) return undefined;
  const { reading } = ours.config;
  const again = () => readAnswer(output, response, reading).answer;
  if (typeof output !== "string" || output.length > SHORT) return again();
  return known(`${reading} ${stopReason(response)} ${response.isRefusal} ${output}`, again);
}

/** Most answers are a label and little else, so that a hundred thousand rows hold few different ones. */
const known = makeCache();
const SHORT = 200;

/** Whether two answers are the same. */
export function isSameAnswer(one: Answer, other: Answer): boolean {
  return encodeAnswer(one) === encodeAnswer(other);
}

/** Whether a record is of what the parts of its row ask, as far as each says. */
export function isOfQuestion(
  { item, variant }: Pick<AnswerRecord, "item" | "variant">,
  parts: readonly (Readonly<Record<string, unknown>> | null | undefined)[],
): boolean {
  return parts.every((part) => agrees(part, "item", item) && agrees(part, "variant", variant));
}

function agrees(
  part: Readonly<Record<string, unknown>> | null | undefined,
  name: string,
  recorded: string,
): boolean {
  const value = part?.[name];
  return value === undefined || value === recorded;
}
