import path from "node:path";
import { z } from "zod";
import { parseRating } from "../assertions/parse-rating.ts";
import type { RowReading } from "../assertions/read-ratings.ts";
import { NO_CIRCUMSTANCES } from "../contract/circumstances.ts";
import { itemIdSchema } from "../instrument/item.ts";
import { VARIANTS, type Variant } from "../instrument/variant.ts";
import { InputError } from "../lib/input-error.ts";
import type { Answer } from "../runs/answer.ts";

/** A row of the authors' lm_evaluation results (at 14231c6), as far as it is read. */
const rowSchema = z
  .object({
    portrait_id: z.union([z.string(), z.number()]),
    option_id: z.union([z.string(), z.number()]),
    raw_response: z.string().nullish(),
    error: z.string().nullish(),
  })
  .refine((row) => row.raw_response != null || row.error != null);
const rowsSchema = z.array(rowSchema).min(1);

/** Before the text of an answer that the authors could not read. */
const UNREADABLE = "Could not parse valid Likert response from: ";

/** Whether parsed JSON is a file of answers as the authors' own evaluation writes it. */
export function isAuthorsResults(content: unknown): boolean {
  return rowsSchema.safeParse(content).success;
}

/**
 * The answers in a file of the authors' evaluation, read as any other by the default reading. Model and prompt are in
 * its name: `gpt-4o-2024-05-13_v1_reversed_results.json`.
 * @throws {InputError} its name has no prompt in it, or it names an item that is none
 */
export function readAuthorsResults(content: unknown, file: string): RowReading[] {
  const name = path.basename(file).replace(/(\.gz)?$/i, "");
  const [, model = "", variant] = /^(.*)_(v\d(?:_reversed)?)(?:_results)?\.json$/i.exec(name) ?? [];
  const known = VARIANTS.find((one) => one === variant);
  if (known === undefined)
    throw new InputError(
      `${file}: these are results of the authors' evaluation, whose name says the model and the prompt; call it <model>_<prompt>_results.json, with a prompt of ${VARIANTS.join(", ")}`,
    );
  return rowsSchema.parse(content).map((row, index) => readingOf(row, model, known, `${file}, [${index}]`));
}

function readingOf(
  row: z.infer<typeof rowSchema>,
  model: string,
  variant: Variant,
  place: string,
): RowReading {
  const item = itemIdSchema.safeParse(`${row.portrait_id}/${row.option_id}`);
  if (!item.success) throw new InputError(`${place}: no item ${row.portrait_id}/${row.option_id}`);
  return {
    kind: "answer",
    subject: model,
    provider: model,
    item: item.data,
    variant,
    repeat: undefined,
    answer: answerOf(row),
    cached: false,
    promptIdx: 0,
    testIdx: 0,
    plan: undefined,
    circumstances: NO_CIRCUMSTANCES,
  };
}

function answerOf({ raw_response: text, error }: z.infer<typeof rowSchema>): Answer {
  if (text != null) return parseRating(text).answer;
  if (error?.startsWith(UNREADABLE)) return parseRating(error.slice(UNREADABLE.length)).answer;
  return { kind: "error" };
}
