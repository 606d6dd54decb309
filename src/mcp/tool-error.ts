/** The caller asked for something that is not there; the message is for an assistant. */
export class ToolError extends Error {
  override readonly name = "ToolError";
}

/** The arguments of a call that would answer; part of every error message. */
export function nextCall(tool: string, args: Readonly<Record<string, unknown>> = {}): string {
  return `Next: ${tool} ${JSON.stringify(args)}`;
}

/** A caller's own words back, short enough not to flood a conversation. */
export function quoted(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= MAX_QUOTE ? text : `${text.slice(0, MAX_QUOTE)}…`;
}

const MAX_QUOTE = 60;
