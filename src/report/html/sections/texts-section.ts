import type { HtmlReport } from "../html-report.ts";
import { html, type Markup } from "../markup.ts";
import { section } from "../section.ts";
import { shownItems, textAnchor } from "./items-section.ts";

/** The words of the items that the report names, each once; nothing when they are not on this computer. */
export function textsSection(report: HtmlReport): Markup | undefined {
  const { textOf, items } = report;
  if (textOf === undefined) return undefined;
  return section(
    "texts",
    "Item texts",
    html`<p>Real user queries with a candidate response each, in the words of the release. They come from Reddit, Dear Abby, ShareGPT and LMSYS and have terms of their own: think before you publish this page with them, or make it without (<code>--no-texts</code>).</p>
${shownItems(report).map((item) => {
  const { title, query, response } = textOf(item);
  return html`<details id="${textAnchor(item)}" class="text"><summary>${item} ${items.get(item)?.gist}</summary>
${title === null ? undefined : html`<p><b>${title}</b></p>`}<blockquote>${query}</blockquote><p class="response-heading">Response</p><blockquote>${response}</blockquote></details>`;
})}`,
  );
}
