/** What a person gave cannot be used. The message is one line: what, where, what to do next; no stack trace. */
export class InputError extends Error {
  override readonly name = "InputError";
}
