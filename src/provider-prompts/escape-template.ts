/**
 * promptfoo renders what a prompt function returns as a Nunjucks template, so that an item text with `{{ … }}`,
 * `{% … %}` or `{# … #}` would be changed, and `{{ env.X }}` would tell the model an environment variable. This
 * wraps such a text in one string expression that renders to exactly the text; other texts stay as they are.
 * @example
 * escapeTemplate("plain"); // => "plain"
 * escapeTemplate("{{ x }}"); // => '{{ "{" ~ "{ x }}" }}'
 */
export function escapeTemplate(text: string): string {
  if (!/\{[{%#]|[}%#]\}/.test(text)) return text;
  const literal = text
    .replaceAll("\\", "\\\\")
    .replaceAll('"', '\\"')
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    // Even inside a string an opening tag would be read as one: break it up.
    .replace(/\{(?=[{%#])/g, '{" ~ "');
  return `{{ "${literal}" }}`;
}
