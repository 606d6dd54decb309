/** What a JSON document says first: what it is, and which version of that. */
export type JsonDocument = { readonly format: string; readonly version: number };

/**
 * A document as the text of a file: its format and version first, indented by two spaces, with a newline at the end.
 * @example
 * jsonDocument({ format: "value-portrait/items", version: 1, items: [] });
 */
export function jsonDocument<T extends JsonDocument>({ format, version, ...content }: T): string {
  return `${JSON.stringify({ format, version, ...content }, null, 2)}\n`;
}
