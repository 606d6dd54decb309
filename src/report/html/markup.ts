import { visibleLine } from "../../lib/visible-text.ts";

/** Text that is HTML or SVG already. Everything else that enters a page is escaped. */
export type Markup = { readonly markup: string };

/** What a template takes: numbers and strings are escaped, lists joined, and nothing is nothing. */
export type Content = Markup | string | number | undefined | readonly Content[];

/**
 * A template of HTML or SVG in which every value is escaped, for element content and quoted attributes, unless it
 * is Markup: names of models and texts of items are strangers' words.
 * @example
 * html`<p title="${'"'}">${"<b>"}</p>`.markup; // => '<p title="&quot;">&lt;b&gt;</p>'
 */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  const parts = values.map((value, index) => `${markupOf(value)}${strings[index + 1]}`);
  return { markup: `${strings[0]}${parts.join("")}` };
}

function markupOf(value: Content): string {
  if (value === undefined) return "";
  if (typeof value === "string" || typeof value === "number") return escapeText(String(value));
  return "markup" in value ? value.markup : value.map(markupOf).join("");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** What would act, if the page were printed on a terminal or changed the order of what is read, is written out. */
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Noncharacter_Code_Point}]/gu;

function escapeText(text: string): string {
  return text
    .replaceAll("\r\n", "\n")
    .replace(UNSEEN, visibleLine)
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
    .replace(/(^|\s):(?=:)/g, "$1&#58;")
    .replace(/##([\w.]*)\[/g, "##$1&#91;");
}
