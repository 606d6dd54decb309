/**
 * A sentence or a label with a capital at its start.
 * @example
 * capitalised("many refusals"); // => "Many refusals"
 */
export function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
