import { visibleLine } from "./visible-text.ts";

/**
 * Someone's own words back, as JSON, and short enough not to flood a terminal or a conversation, with nothing in them
 * that acts.
 * @example
 * quoted("Powr"); // => "\"Powr\""
 */
export function quoted(value: unknown): string {
  const text =
    JSON.stringify(typeof value === "string" ? value.slice(0, 4 * MAX_QUOTE) : value) ?? String(value);
  const visible = visibleLine(text.slice(0, 4 * MAX_QUOTE));
  if (visible.length <= MAX_QUOTE) return visible;
  return `${Array.from(visible).slice(0, MAX_QUOTE).join("")}…`;
}

const MAX_QUOTE = 60;
