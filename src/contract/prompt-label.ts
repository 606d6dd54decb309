import { z } from "zod";
import { SUBJECT_SEPARATOR } from "../runs/subject.ts";
import { PROMPT_MARK } from "./eval-plan.ts";
import { PROMPT_LABEL } from "./test-metadata.ts";

/**
 * The label of the prompt for a persona, a system prompt under which a model is asked. promptfoo takes the label
 * for the prompt's identity, and each label gives a column of its own.
 * @example
 * personaPromptLabel("nurse"); // => "Value Portrait · nurse"
 */
export function personaPromptLabel(id: string): string {
  return `${PROMPT_LABEL}${SUBJECT_SEPARATOR}${id}`;
}

/**
 * How reports call a model that was asked by the prompt with this label.
 * @example
 * subjectName("gpt-4o", "Value Portrait"); // => "gpt-4o"
 * subjectName("gpt-4o", "Value Portrait · nurse"); // => "gpt-4o · nurse"
 */
export function subjectName(model: string, promptLabel: string | undefined): string {
  const label = plainLabel(promptLabel ?? PROMPT_LABEL);
  if (label === PROMPT_LABEL) return model;
  const prefix = personaPromptLabel("");
  return `${model}${SUBJECT_SEPARATOR}${label.startsWith(prefix) ? label.slice(prefix.length) : label}`;
}

const promptObjectSchema = z
  .object({
    id: z.string().optional(),
    raw: z.string().optional(),
    label: z.string().default(PROMPT_LABEL),
    config: z.record(z.string(), z.unknown()).optional(),
  })
  .transform(({ id = "", raw = id, ...rest }) => ({ ...rest, reference: raw }))
  .refine(({ reference }) => reference.includes(PROMPT_MARK));
/** A prompt of ours as a config gives it. */
export type PromptObject = z.infer<typeof promptObjectSchema>;

/**
 * The prompt of ours that a text spells out as JSON; undefined when it does not. promptfoo's Node API takes a prompt
 * without `raw` for such a text, label and all.
 */
export function readPromptObject(text: string): PromptObject | undefined {
  if (!text.startsWith("{")) return undefined;
  try {
    return promptObjectSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined; // a text of another prompt
  }
}

/** The label that was meant where promptfoo made one: of a prompt object, or of the path that `-p` or a list gives. */
function plainLabel(label: string): string {
  if (label.endsWith(`:${PROMPT_MARK}`)) return PROMPT_LABEL;
  return readPromptObject(label)?.label ?? label;
}

/**
 * How reports call a model in one of several conditions.
 * @example
 * conditionSubject("gpt-4o", "tone=formal"); // => "gpt-4o · tone=formal"
 */
export function conditionSubject(subject: string, condition: string | undefined): string {
  return condition === undefined ? subject : `${subject}${SUBJECT_SEPARATOR}${condition}`;
}
