import { html, type Markup } from "./markup.ts";

/** What must be known of the reading of the runs that a page shows; nothing when there is nothing. */
export function notesList(notes: readonly string[]): Markup | undefined {
  if (notes.length === 0) return undefined;
  return html`<ul class="note" aria-label="What must be known of the answers">${notes.map((note) => html`<li>${note}</li>`)}</ul>`;
}
