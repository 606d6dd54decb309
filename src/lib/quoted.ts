/**
 * Someone's own words back, as JSON, and short enough not to flood a terminal or a conversation.
 * @example
 * quoted("Powr"); // => "\"Powr\""
 */
export function quoted(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= MAX_QUOTE ? text : `${text.slice(0, MAX_QUOTE)}…`;
}

const MAX_QUOTE = 60;
