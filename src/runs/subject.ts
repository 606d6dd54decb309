/** Stands between a model and its persona and condition in the name of who answered. */
export const SUBJECT_SEPARATOR = " · ";

/**
 * The persona and condition in the name of who answered: what stands behind the model's name, of which another name tells
 * how long it is; else behind the first separator.
 * @param model the name of the same model without
 * @example
 * conditionIn("gpt-4o · nurse"); // => "nurse"
 */
export function conditionIn(subject: string, model?: string): string | undefined {
  const start = model === undefined ? subject.indexOf(SUBJECT_SEPARATOR) : model.length;
  return start < 1 ? undefined : subject.slice(start + SUBJECT_SEPARATOR.length);
}

/**
 * Whether one name is another's model alone.
 * @example
 * isPlainOf("gpt-4o", "gpt-4o · nurse"); // => true
 */
export function isPlainOf(subject: string, other: string): boolean {
  return other.startsWith(`${subject}${SUBJECT_SEPARATOR}`);
}
