/**
 * Why the item texts cannot be had. The message is one line for a person: what happened, where, what to do
 * next; it needs no stack trace.
 */
export class TextsError extends Error {
  override readonly name = "TextsError";
}
