import { PROMPT_LABEL } from "./test-metadata.ts";

const SEPARATOR = " · ";

/**
 * The label of the prompt for a persona, a system prompt under which a model is asked. promptfoo takes the label
 * for the prompt's identity, and each label gives a column of its own.
 * @example
 * personaPromptLabel("nurse"); // => "Value Portrait · nurse"
 */
export function personaPromptLabel(id: string): string {
  return `${PROMPT_LABEL}${SEPARATOR}${id}`;
}

/**
 * How reports call a model that was asked by the prompt with this label.
 * @example
 * subjectName("gpt-4o", "Value Portrait"); // => "gpt-4o"
 * subjectName("gpt-4o", "Value Portrait · nurse"); // => "gpt-4o · nurse"
 */
export function subjectName(model: string, promptLabel: string | undefined): string {
  if (promptLabel === undefined || promptLabel === PROMPT_LABEL) return model;
  const prefix = personaPromptLabel("");
  return `${model}${SEPARATOR}${promptLabel.startsWith(prefix) ? promptLabel.slice(prefix.length) : promptLabel}`;
}

/**
 * How reports call a model in one of several conditions.
 * @example
 * conditionSubject("gpt-4o", "tone=formal"); // => "gpt-4o · tone=formal"
 */
export function conditionSubject(subject: string, condition: string | undefined): string {
  return condition === undefined ? subject : `${subject}${SEPARATOR}${condition}`;
}
