import { type Content, html, type Markup } from "./markup.ts";

/** A part of a report that the reader unfolds. */
export type Section = {
  /** What the page's addresses name it by. */
  readonly id: string;
  readonly title: string;
  /** What comes of it, in a few words, for those who leave it closed. */
  readonly result: Content;
  /** Printed when closed too, as part of the short edition. */
  readonly printed: boolean;
  readonly content: Markup;
};

/**
 * A section that is closed until it is wanted; its summary says what comes of it. The id stands inside, so that a
 * link to it makes the browser open it.
 */
export function foldedSection({ id, title, result, printed, content }: Section, open: boolean): Markup {
  return html`<section aria-labelledby="${id}-title"><details class="part${printed ? " printed" : ""}"${open ? OPEN : undefined}><summary><h2 id="${id}-title">${title}</h2> <span class="result">${result}</span></summary>
<div id="${id}" class="part-content">
${content}
</div></details></section>`;
}

/** Whether details are open, as an attribute. */
export const OPEN: Markup = { markup: " open" };
