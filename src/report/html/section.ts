import { html, type Markup } from "./markup.ts";

/** A section of the page with its heading, which the contents list links to. */
export function section(id: string, title: string, content: Markup): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>
${content}
</section>`;
}
