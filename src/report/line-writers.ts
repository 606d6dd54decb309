/** How a stranger's words are written in each format of text: as words, whatever they would mean there. */
import { visibleLine } from "../lib/visible-text.ts";

/**
 * A text as words inside a line of markdown: no link, image, HTML, emphasis or further cell comes of it.
 * @example
 * markdownText("[a](http://b) | <b>"); // => "[a\\](http:\\//b) \\| \\<b>"
 */
export function markdownText(text: string): string {
  return visibleLine(text)
    .replace(/\\(?=[!-/:-@[-`{-~])/g, "\\\\")
    .replace(/[`*<|~]/g, "\\$&")
    .replace(/\](?=[([:])/g, "\\]")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    .replace(/&(?=[#\w])/g, "\\&")
    .replace(/:\/\//g, ":\\//")
    .replace(/www\./gi, (start) => `${start.slice(0, -1)}\\.`);
}

/** The same as a line of its own, which makes no heading, list, quotation, rule or block of code. */
export function markdownLine(text: string): string {
  return markdownText(text)
    .trimStart()
    .replace(/^[#>+=-]/, "\\$&")
    .replace(/^(\d+)([.)])/, "$1\\$2");
}

/**
 * A text as a cell of CSV that no spreadsheet computes; what reads as a number stays one.
 * @example
 * csvText("=1+1"); // => "'=1+1"
 * csvText("-0.5"); // => "-0.5"
 */
export function csvText(text: string): string {
  const line = visibleLine(text);
  return /^\s*[=+\-@＝＋－＠|%]/u.test(line) && !NUMBER.test(line) ? `'${line}` : line;
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** XML that is well-formed already. */
export type Xml = { readonly xml: string };

/**
 * A template of XML in which every value is escaped, for content and quoted attributes, unless it is Xml or a list of it.
 * @example
 * xml`<a b="${'"'}"/>`.xml; // => '<a b="&quot;"/>'
 */
export function xml(
  strings: TemplateStringsArray,
  ...values: readonly (string | number | Xml | readonly Xml[])[]
): Xml {
  const parts = values.map((value, index) => `${xmlOf(value)}${strings[index + 1]}`);
  return { xml: `${strings[0]}${parts.join("")}` };
}

function xmlOf(value: string | number | Xml | readonly Xml[]): string {
  if (typeof value === "string" || typeof value === "number")
    return visibleLine(String(value)).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
  return "xml" in value ? value.xml : value.map((one) => one.xml).join("");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};
