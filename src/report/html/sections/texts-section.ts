import type { HtmlReport } from "../html-report.ts";
import { html } from "../markup.ts";
import type { Section } from "../section.ts";
import { shownItems, textAnchor } from "./items-section.ts";

/** The words of the items that the report names, each once; nothing when they are not on this computer. */
export function textsSection(report: HtmlReport): Section | undefined {
  const { textOf, items } = report;
  if (textOf === undefined) return undefined;
  const shown = shownItems(report);
  return {
    id: "texts",
    title: "Item texts",
    result: `The ${shown.length} items named above, in the words of the release`,
    printed: false,
    content: html`<p>Real user queries with a candidate response each, in the words of the release. They come from Reddit, Dear Abby, ShareGPT and LMSYS and have terms of their own: think before you publish this page with them, or make it without (<code>--no-texts</code>).</p>
${shown.map((item) => {
  const { title, query, response } = textOf(item);
  return html`<details class="text"><summary>${item} ${items.get(item)?.gist}</summary>
<div id="${textAnchor(item)}" class="part-content">${title === null ? undefined : html`<p><b>${title}</b></p>`}<blockquote>${query}</blockquote><p class="response-heading">Response</p><blockquote>${response}</blockquote></div></details>`;
})}`,
  };
}
