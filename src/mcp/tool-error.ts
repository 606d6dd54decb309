/** The caller asked for something that is not there; the message is for an assistant. */
export class ToolError extends Error {
  override readonly name = "ToolError";
}

/** The arguments of a call that would answer; part of every error message. */
export function nextCall(tool: string, args: Readonly<Record<string, unknown>> = {}): string {
  return `Next: ${tool} ${JSON.stringify(args)}`;
}
